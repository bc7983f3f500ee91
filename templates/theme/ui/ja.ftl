# インターフェースの言葉。en.ftl と同じメッセージ、同じ変数を持つ。
# サイトごとの言葉は content/ja/ui.ftl に書くと、一つずつここに重ねられる。

## サイト

site-title = 文書
site-description = { "" }
site-disclaimer = { "" }
site-trademark = { "" }

## ページの本文

# 欧文の語を囲む " の始めと終わり、および ' に代えて使う記号。空ならそのまま表示する
quotes = “ ” ’

## ページの枠

skip-to-content = 本文へ移動
languages-label = 言語
# まだ訳されていない言語の名前の後に付ける
language-untranslated = 未翻訳
navigation-label = サイト内の移動
navigation-menu = メニュー
# $title: メニューの中の、下の階層を持つページの題名
navigation-below = 「{ $title }」の下のページ
scheme-label = 配色
scheme-system = 自動
scheme-light = ライト
scheme-dark = ダーク
breadcrumbs-label = 現在の位置
contents-label = 目次
pager-label = 前後のページ
previous-page = 前へ
next-page = 次へ
edit-page = このページを編集する
feed = 更新情報（Atomフィード）
page-hash = このページの内容の識別子

## 検索

search-title = 検索
search-label = 検索
search-hint = サイト内を検索
search-close = 閉じる
search-results-label = 検索結果
# $count: 一致したページの数
search-count = { $count }件見つかりました。
# $count: 索引のうち、調べ終えた範囲で一致したページの数
search-count-least = { $count }件以上見つかりました。
search-none = 一致するページはありません。
search-advice = 言葉を短くするか、別の言い方でお試しください。ひらがな、カタカナ、全角、半角の違いは、気にする必要はありません。
search-busy = 検索しています…
search-failed = 検索できませんでした。通信の状態を確認してください。
search-retry = もう一度試す
# 言葉の一部だけが一致したページの見出し
search-partial = 一部だけが一致したページ
search-more = 続きを表示する
search-all = すべてを調べる
# 別の言語の検索結果へのリンク
# $language: 別の言語の名前
# $count: 一致したページの数
search-elsewhere = { $language }では{ $count }件
# $language: 別の言語の名前
# $count: 索引のうち、調べ終えた範囲で一致したページの数
search-elsewhere-least = { $language }では{ $count }件以上
search-key-walk = 選ぶ
search-key-open = 開く
search-key-close = 閉じる
search-pages = すべてのページ
search-pages-text = 検索結果が表示されないときは、次の一覧からお探しください。

## 見出しの下の一行

as-of = 情報の基準日
published = 公開日
updated = 最終更新
also-in = 対訳
no-translation = 対訳はありません
draft = 下書き

## まだ訳されていないページ

fallback-title = 未翻訳
# $language: いま見ている言語の名前
# $source: 原文の言語の名前
fallback-text = このページには{ $language }版がまだありません。{ $source }の原文を表示しています。
fallback-source = 原文のページを開く

## 原文より古い訳文

stale-title = 原文が更新されています
# $source: 原文の言語の名前
# $units: 原文で変わったところの数
stale-text = この訳文のあとに、{ $source }の原文が { $units } か所変わりました。
stale-sections = 原文で変わったところ：
stale-source = 原文のページを開く

## 見つからないページ、移動したページ、言語の選択

not-found-title = ページが見つかりません
not-found-text = アドレスの誤りか、ページの移動または削除が考えられます。
not-found-home = 次のページからお探しください。
moved-title = ページは移動しました
moved-text = 自動的に切り替わらないときは、次のリンクを開いてください。
chooser-prompt = 言語を選んでください

## 注記

note = 注記
tip = ヒント
important = 重要
warning = 警告
caution = 注意
reference = 参考

## 本文の部品

tabs-label = 表示の切り替え
tabs-back = タブに戻る
code-copy = コピー
code-copied = コピーしました
# 紙に印刷したとき、リンクに付けた番号とURLの一覧の上に付ける
link-notes = リンク先のURL
# $number: 脚注の番号
footnote-back = 本文に戻る（脚注{ $number }）
# $kind: ファイルの種類（PDFなど）
# $size: 大きさ（475 KBなど）
file-info = { $kind }、{ $size }

## フォーム一覧

forms-search = 一覧を絞り込む
forms-search-hint = 題名、ファイル名、言語など
# $shown: 表示している件数
# $total: すべての件数
forms-count = { $total }件中{ $shown }件を表示
forms-none = 条件に合うものはありません。
forms-show-all = すべて表示する
forms-language-filter = 言語で絞り込む
forms-caption = 文書の一覧
forms-title = 題名
forms-language = 言語
forms-kind-label = 種類
forms-size = サイズ
forms-date = 日付
# $kind: form、checklist、guide、brief のいずれか
forms-kind = { $kind ->
    [form] 記入用紙
    [checklist] チェックリスト
    [guide] 手引き
   *[brief] 簡易ガイド
}
forms-external = 外部サイト
forms-no-size = 該当なし

## 並べ替える一覧

# 題名の先頭にあっても並べ替えに使わない語。空白で区切る（日本語にはない）
sort-articles = { "" }

## 用語集

glossary-letters = 見出しの文字
# $language: 語の言語の名前
glossary-forms = ほかの形（{ $language }）
# $language: 語の言語の名前
glossary-not = 使わない語（{ $language }）

## すべてのページを一冊にした印刷版

# サイトの題名の後に付ける
book-name = 印刷版
book-contents = 目次

## 印刷して使う用紙

sheet-mark = 作業用
sheet-privacy = 入力した内容はこのブラウザーの中だけで扱います。送信も保存もしません。
sheet-tools = 用紙の操作
sheet-print = 印刷する
sheet-clear = 入力を消す
sheet-undo = 元に戻す
sheet-cleared = 入力を消しました。
sheet-restored = 元に戻しました。
sheet-required = 必須
sheet-choose = 選択してください
sheet-number = 番号
# 日付を手で書き込むための空欄
sheet-date-blank = 　　　　年　　　月　　　日
# $column: 列の見出し
# $row: 行の番号
sheet-cell = { $column }、{ $row }行目
sheet-sign-hint = 印刷後に記入

example-source = 書き方
example-result = 表示
