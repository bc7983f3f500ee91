# 指摘、コマンドのメッセージ、対処の言葉です。
# 指摘の文では何が問題かを示し、対処ではすることを示します。

## ファイルの中身

not-utf8 = このファイルは UTF-8 ではありません（ここから { $encoding } のようです）。
    .help = UTF-8 で保存し直してください。`taiyaku check --fix --from { $label }` でも変換できます。
forbidden-character = ここに { $character } という文字は使えません。
    .help = 削除してください。目に見えない文字なので、貼り付けたときに混ざったものと考えられます。
file-too-large = このファイルは { $limit } を超えています。
    .help = 分割してください。ダウンロード用のファイルは、大きさに制限のない `static/` に置きます。
nesting-too-deep = リスト、引用、ディレクティブの入れ子が { $limit } 段を超えています。
    .help = 入れ子を浅くするか、この部分を別のページに分けてください。
too-much-markup = このファイルの Markdown の要素（段落、強調、リンクなどと、その間の文字列）が { $limit } 個を超えています。
    .help = いくつかのページに分けてください。
parser-panic = このファイルの解析に失敗しました。taiyaku の不具合です。
    .help = お手数ですが、できればこのファイルを添えて報告してください。
link-outside = シンボリックリンク「{ $target }」はたどれません。
    .help = リンク先には、サイトの中のファイルかフォルダーを指定してください。隠しファイルへのリンクと循環するリンクは使えません。ファイルをここにコピーしてもかまいません。
name-collision = この名前は、環境によっては「{ $other }」と区別されません。
    .help = どちらかの名前を変えてください。Windows と macOS では、大文字と小文字や濁点の合成の違いを区別しません。
windows-name = 「{ $name }」という名前のファイルは Windows では作れません。
    .help = 名前を変えてください。`< > : " | ? *` の文字、末尾の空白とピリオド、`con` や `aux` などの予約名、255 バイトを超える名前は使えません。
path-too-long = パスが { $length } 文字あります。Windows で扱えるのは { $limit } 文字までです。
    .help = ファイルまたはフォルダーの名前を短くしてください。
decomposed-name = 名前「{ $name }」は、濁点などが分かれた文字（NFD）で書かれています。
    .help = 合成済みの文字（NFC）で名前を付け直してください。macOS から持ってきたファイルによくあります。
name-not-utf8 = 「{ $name }」という名前は UTF-8 ではありません。
    .help = UTF-8 の名前に変えてください。
stray-file = このファイルはどこからも使われません。
    .help = ページは言語のフォルダー（`content/ja/` など）に、ダウンロード用のファイルは `static/` に移してください。不要なら削除してください。

## フロントマターと設定

unclosed-front-matter = `{ $fence }` で始まるフロントマターが閉じられていません。
    .help = 最後のキーの次の行に `{ $fence }` を書いてください。
yaml-syntax = フロントマターが YAML として正しくありません。
    .help = `:` や `#`、引用符を含む値は、引用符で囲んでください。
toml-syntax = TOML として正しくありません。
    .help = 文字列は引用符で囲み、各行は `キー = 値` か `[テーブル]` の形にしてください。
full-width-syntax = ここでは半角の `{ $meant }` が必要ですが、全角の「{ $text }」になっています。
    .help = 半角に直してください。直した結果が確実に読める箇所は、`taiyaku check --fix` で直せます。
unknown-key = 「{ $key }」というキーはありません。
    .help = つづりを直すか、削除してください。独自の値は `extra` の中に書けます。
duplicate-key = キー「{ $key }」が重複しています。
    .help = どちらか一方を残してください。
missing-key = キー「{ $key }」がありません。
    .help = 追加してください。
wrong-type = 「{ $key }」の値の種類が違います。
    .help = { $expected ->
        [text] 引用符で囲んだ文字列に
        [list] `["a", "b"]` のようなリストに
        [date] `2026-11-22` のような日付に
        [number] 引用符のない数値に
        [boolean] 引用符のない `true` か `false` に
       *[table] `{"{"} a = "b" {"}"}` のようなテーブルに
    }してください。
bad-date = 「{ $value }」は日付として読めません。
    .help = `2026-11-22` のように年月日で、実在する日付を書いてください。
bad-value = 「{ $key }」に「{ $value }」は指定できません。
    .help = 次のいずれかを指定してください: { $allowed }
empty-title = タイトルが空です。
    .help = ページにタイトルを付けてください。ナビゲーション、検索結果、ブラウザーのタブに表示されます。
bad-language-code = 「{ $value }」は言語コードではありません。
    .help = `ja`、`en`、`zh-Hant` のような BCP 47 のコードを使ってください。
bad-base-url = 「{ $value }」はサイトのアドレスとして使えません。
    .help = `https://example.org/docs/` のように、末尾のスラッシュまで省略せずに書いてください。
unknown-template = 「{ $name }」というテンプレートはありません。
    .help = `templates/` に置くか、テーマにあるものを指定してください。
unknown-schema = このファイルのスキーマ { $value } は、このバージョンでは扱えません。
    .help = taiyaku を更新するか、`schema = 1` と書いてください。

## 言語と対訳

folder-without-language = フォルダー「{ $folder }」に対応する言語がありません。
    .help = このコードの `[[language]]` を `content/site.toml` に追加するか、フォルダーを `content/` の外に移してください。
language-without-folder = 言語「{ $code }」のフォルダーがありません。
    .help = `content/` の中にフォルダーを作るか、この `[[language]]` を削除してください。
unknown-language = 言語「{ $code }」はこのサイトで定義されていません。
    .help = `[[language]]` を追加してください。一部のファイルだけの言語なら、`[language_names.{ $code }]` で足ります。
translation-without-source = 翻訳元の「{ $source }」がありません。
    .help = 翻訳元と同じファイル名にするか、`source:` で別の翻訳元を指定してください。
no-front-page = 言語「{ $code }」にトップページがありません。
    .help = 言語のフォルダーに `index.md` を作るか、`fallback = "page"` で原文を表示するようにしてください。
outline-mismatch = 見出しの構成が「{ $source }」と違います。
    .help = 両方のページで見出しの数と順序をそろえてください。見出しへのリンクが、どの言語でも同じように使えます。
export-left-out = どの文がこれの訳か（`#{ $unit }`）が決められないため、書き出していません。
    .help = 訳文の段落、項目、行の並びを原文とそろえてください。
export-held = ここで訳された「{ $unit }」をまだ取り込んでいないため、ファイルを書き直していません。
    .help = 先にファイルを取り込んでください。取り込まずに書き直すときは `--replace` を付けてください。
po-syntax = この行を読み取れません。
    .help = コメント（`# …`）か、引用符で囲んだ文字列の付いた `msgctxt`、`msgid`、`msgstr` を書いてください。
import-no-page = 「{ $unit }」のある訳文が、このサイトにありません。
    .help = `taiyaku new` でページを始めてください。移したページなら、もう一度書き出してください。
import-outdated = 「{ $unit }」の原文が変わったため、訳を取り込んでいません。
    .help = もう一度書き出して、変わったところを訳してください。
import-no-place = 「{ $unit }」が訳文のどこに当たるかを決められないため、取り込んでいません。
    .help = 原文と同じ位置に、直接書いてください。
import-conflict = 「{ $unit }」は書き出したあとにページでも変更されたため、取り込んでいません。
    .help = 両方を見比べてください。こちらを取り込むときは `--over` を付け、ページを残すときはもう一度書き出してください。
import-unfit = 「{ $unit }」を取り込んでいません。リンク、コード、画像、構成のどれかが原文と変わってしまいます。
    .help = 同じリンク、コード、画像を入れて、1 つの段落にしてください。
sync-by-hand = 原文で URL、コード、ID などが変わりましたが（`#{ $unit }`）、ここに書き写せませんでした。
    .help = 原文の今の内容をここに書いてから、この単位を `taiyaku accept` で確認済みにしてください。
draft-marker = この印の次の部分は、まだ翻訳されていません（このページの印は { $count } 個です）。
    .help = 訳してから、印（コメントの行）を削除してください。印がなくなったら、`status: draft` を外すと公開されます。

## アドレス

duplicate-route = アドレス「{ $route }」は、すでに「{ $other }」で使われています。
    .help = どちらかの `slug` かファイル名を変えてください。`taiyaku` とあるのは、自動で作られるファイルのアドレスです。
alias-taken = 別名「{ $alias }」は、すでに「{ $other }」で使われています。
    .help = どちらかを削除してください。1 つのアドレスで開けるページは 1 つだけです。
bad-address = 「{ $value }」からはアドレスを作れません。
    .help = 言語のフォルダーから見たパスを書いてください。`..`、`?`、`#` と先頭のスラッシュは使えません。
address-gone = 公開済みのアドレス「{ $address }」が、開けなくなっています。
    .help = { $kind ->
        [page] 代わりになるページのフロントマターに `aliases: ["{ $alias }"]` と書いてください。
        [language] この言語はサイトにありません。意図した変更でなければ、元に戻してください。
       *[file] `static{ $address }` を元に戻してください。
    }なくしてよいアドレスなら、`content/urls.lock` からこの行を削除してください。
bad-urls-lock = この行は、アドレスとして読み取れません。
    .help = 1 行に 1 つ、`/ja/guide/` や `/files/form.docx` のように、スラッシュで始まるアドレスを書いてください。コメントは `#` で始めます。

## リンク

broken-link = リンク先のページ「{ $target }」がありません。
    .help = このファイルから見た `.md` ファイルのパスを書いてください。
missing-anchor = ページ「{ $page }」に見出し「#{ $anchor }」がありません。
    .help = 実際にある見出しを指定するか、リンク先の見出しに `{"{"}#{ $anchor }{"}"}` を付けてください。
link-to-removed = 削除するページ「{ $target }」へのリンクが残っています。
    .help = リンクを外すか、代わりのページを `--to` で指定してください。
link-by-hand = リンク「{ $target }」を書き換えられませんでした。
    .help = 「{ $meant }」に書き換えてください。
anchor-dropped = 代わりのページに見出し「#{ $anchor }」がないため、ページの先頭へのリンクにしました。
    .help = ふさわしい見出しがあれば、その ID を書き足してください。
alias-by-hand = 以前のアドレス「{ $alias }」を追加できませんでした。
    .help = このページの `aliases` に書き足してください。
missing-file = `static/` に「{ $target }」がありません。
    .help = ファイルを置くか、パスを直してください。
link-to-draft = リンク先の「{ $target }」は下書きなので、公開されません。
    .help = リンク先の `status` を変えて公開するか、リンクを外してください。
link-form = 「{ $target }」はリンクとして解釈できません。
    .help = ページへは `.md` のパス、`static/` のファイルへは `/file.pdf` の形、それ以外へは完全な URL で書いてください。
unsafe-link = 「{ $target }」へのリンクは使えません。
    .help = http、https、mailto、tel のいずれかを使ってください。
active-svg = この SVG には、スクリプトなどの動く内容（{ $what }）があります。
    .help = 削除してください。図として表示するだけなら必要ありません。このファイルを直接開くと、サイトの権限で実行されます。
unreadable-image = { $kind } という拡張子のファイルですが、画像の大きさを読み取れません。
    .help = ファイルが壊れているか、画像ではありません。画像を書き出し直してください。
wrong-image-kind = { $name } という拡張子のファイルですが、中身は { $kind } です。
    .help = 拡張子を中身に合わせるか、画像を変換してください。
image-too-large = この画像は { $megapixels } メガピクセルあります。上限は { $limit } メガピクセルです。
    .help = 画像を縮小してください。ページに必要な大きさは数メガピクセルまでで、これ以上は開けない端末があります。
missing-alt = 画像「{ $target }」に代替テキストがありません。
    .help = 何の画像かを、角括弧の中に書いてください。装飾だけの画像なら、`![ ](…)` のように空白を 1 つ入れます。

## Markdown とディレクティブ

raw-html = HTML は直接書けません。
    .help = Markdown かディレクティブ（`:::name`）を使ってください。`<` を文字として書くには、`\<` とするかコードにします。
full-width-markup = 「{ $text }」に全角文字があるため、{ $kind ->
        [heading] 見出しになりません。
        [list] リストの項目になりません。
        [quote] 引用になりません。
        [table] 表の行になりません。
        [directive] ディレクティブになりません。
        [link] リンクになりません。
        [address] URL として使えません。
        [space] リンク先が正しく読み取れません。
       *[other] 強調になりません。
    }
    .help = 記号と、その前後の空白を半角にしてください。書き換え方が 1 つに決まるところは、`taiyaku check --fix` で直せます。
address-cut = URL「{ $target }」は「{ $text }」の手前で終わります。
    .help = 続く文字も URL の一部なら、全体を `<` と `>` で囲んでください。そうでなければ、URL の後ろに空白を入れてください。
mixed-spacing = 和文と英数字の間に空白のある箇所（{ $spaced }）とない箇所（{ $joined }）が、このページに混在しています。
    .help = どちらかにそろえてください。間隔は表示のときに調整されるので、空白は不要です。
garbled-text = 「{ $text }」は文字化けしています。
    .help = 元の文書を確認して、この部分を書き直してください。
mixed-characters = ここでは { $here } を使っていますが、このファイルのほかの場所では { $there } を使っています。
    .help = どちらかにそろえてください。見た目は同じでも別の文字なので、エディターの検索や置換では片方しか見つかりません。
duplicate-id = ID「{ $id }」は、このページですでに使われています。
    .help = どちらかの ID を変えてください。
unknown-directive = 「{ $name }」というディレクティブはありません。
    .help = 名前を直すか、テンプレート `templates/directives/{ $name }.html` を作ってください。
unknown-attribute = ディレクティブ「{ $directive }」に「{ $name }」という属性はありません。
    .help = 直すか、削除してください。使える属性は、テンプレートの 1 行目にあります。
missing-attribute = ディレクティブ「{ $directive }」には「{ $name }」が必要です。
    .help = 追加してください。属性は波括弧の中に、タイトルは角括弧の中に書きます。
table-count = ディレクティブ「{ $directive }」には表がちょうど 1 つ必要です。今の表の数は { $count } です。
    .help = 表 1 つごとにディレクティブを 1 つ使ってください。表がなければ、このディレクティブは要りません。
bad-attributes = 属性を読み取れません。
    .help = `{"{"}key=value key="two words" #id .class{"}"}` の形で書いてください。
unknown-code-language = コードブロックの「{ $name }」という言語が分からないため、色を付けられません。
    .help = 言語の名前を直すか、`text` と書いてください。
bad-code-info = コードブロックの「{ $text }」を読み取れません。
    .help = 言語の後に書けるのは、タイトル `title="…"` と、目立たせる行 `{"{"}2,4-6{"}"}` だけです。行番号は 1 から数え、ブロックにある行を指定してください。
unclosed-directive = ここで始まるディレクティブ「{ $name }」が閉じられていません。
    .help = 最後の行の次に、同じ数のコロンだけの行を書いてください。
stray-fence = このコロンに対応するディレクティブの始まりがありません。
    .help = 削除するか、`:::name` で始めてください。外側のディレクティブには、内側より多くのコロンが必要です。
include-cycle = 自分自身を取り込んでいます: { $chain }
    .help = この取り込みのどれかを外してください。
include-too-deep = 部品の取り込みが { $limit } ファイルを超えて続いています: { $chain }
    .help = 一部の部品をページから直接取り込むか、いくつかの部品を1つにまとめてください。
too-many-parts = このページが取り込む部品は、部品の中のものも合わせて { $limit } 個を超えています。
    .help = 部品は必要な場所で1回だけ取り込むか、文章をページに直接書いてください。
missing-include = 取り込むファイル「{ $target }」がありません。
    .help = このファイルから見たパスを書いてください。
bad-declaration = 1 行目に、ディレクティブの属性の宣言がありません。
    .help = `{"{"}# attributes: file!, title? #{"}"}` の形で書いてください。必須の属性には `!` を付け、属性がなければ `{"{"}# attributes: #{"}"}` とします。

## テンプレートとメッセージ

template-syntax = テンプレートの構文が正しくありません。
    .help = この位置の記述を直してください。
template-failed = 「{ $page }」の出力中に、このテンプレートでエラーが起きました。
    .help = 原因の多くは未定義の名前です。名前を確認してください。
fluent-syntax = Fluent のメッセージとして正しくありません。
    .help = `名前 = 文` の形で書き、続きの行は字下げしてください。
missing-message = メッセージ「{ $message }」はどの言語にもありません。
    .help = 既定の言語の `ui.ftl` に追加するか、名前を直してください。
untranslated-message = メッセージ「{ $message }」が { $language } にありません。
    .help = この言語の `ui.ftl` に追加してください。
message-variables = メッセージ「{ $message }」の変数（{ $here }）が、既定の言語（{ $there }）と違います。
    .help = どの言語でも同じ変数を使ってください。
missing-variable = メッセージ「{ $message }」に必要な ${ $variable } が渡されていません。
    .help = メッセージを呼び出すところで渡してください。

## 書式と用語

duplicate-row-id = ID「{ $id }」は、すでに使われています。
    .help = 別の ID を付けてください。ID は、書式、書式の言語版、用語ごとに 1 つです。
target-count = `page`、`file`、`url` は、どれか 1 つだけを指定してください。
    .help = 読者に開いてほしいものだけを残してください。
needless-size = ここでは `size` は自動で計算されます。
    .help = 削除してください。`size` を書くのは、`url` を指定したときだけです。
missing-reading = 「{ $title }」に `reading` がないため、五十音順の正しい位置に並びません。
    .help = `reading = "よみがな"` の形で、題名の読みをひらがなで書いてください。
forbidden-term = 「{ $term }」は、このサイトでは使わない用語です。
    .help = 用語集のとおり「{ $use }」と書いてください。
missing-term = 原文には用語「{ $term }」がありますが、ここに「{ $use }」がありません。
    .help = 「{ $use }」か、用語集にあるほかの形で書いてください。ここでは不要なら、このブロックの前に `<!-- allow: missing-term -->` と書きます。

## 原文と訳文

parity-structure = 原文ではここに「{ $there }」がありますが、訳文では「{ $here }」です。
    .help = 見出し、段落、項目、表の行を原文とそろえてください。片方の言語にだけ必要なものは、`<!-- l10n:only -->` の後に書きます。
parity-id = 見出しの ID が `{ $here }` で、原文の `{ $there }` と違います。
    .help = どの言語でもリンクが同じ場所を指すように、同じ ID にしてください。ID を書かなければ、原文の ID になります。
parity-code = コードが原文と違います。原文は `{ $there }`、ここは `{ $here }` です。
    .help = 原文のコードをそのまま使ってください。違っていてよければ、前に `<!-- allow: parity-code -->` と書きます。
parity-inline = 文中のコードかバージョンが原文と違います。原文は `{ $there }`、ここは `{ $here }` です。
    .help = 原文と同じものを書いてください。違っていてよければ、このブロックの前に `<!-- allow: parity-inline -->` と書きます。
parity-link = リンク先が原文と違います。原文は `{ $there }`、ここは `{ $here }` です。
    .help = 同じページにリンクしてください。この言語だけのアドレスなら、このブロックの前に `<!-- allow: parity-link -->` と書きます。
parity-image = 画像が原文と違います。原文は `{ $there }`、ここは `{ $here }` です。
    .help = 同じ画像を使ってください。この言語だけの画像なら、このブロックの前に `<!-- allow: parity-image -->` と書きます。
parity-footnote = ここから参照する脚注は、原文では { $there } 個、訳文では { $here } 個です。
    .help = 同じ脚注を参照してください。
parity-number = 数が原文と違います。原文は { $there }、ここは { $here } です。
    .help = 同じ数を書いてください。違っていてよければ、このブロックの前に `<!-- allow: parity-number -->` と書きます。
parity-directive = ディレクティブが原文と違います。原文は `{ $there }`、ここは `{ $here }` です。
    .help = 名前と設定を原文とそろえてください。
parity-cells = この行のセルは { $here } 個で、原文では { $there } 個です。
    .help = 表の列を原文とそろえてください。
unconfirmed-work = { $page } は変更されましたが、どの原文に対応するかが確認されていません（未確認：{ $units }）。
    .help = 変更した部分は `taiyaku accept --changed-since REV` で確認済みになります。原文の変更は `taiyaku stale { $page }` で分かります。
mechanical-change = { $page } の原文で、アドレス、コード、ID のどれかが { $units } か所で変わりました。
    .help = `taiyaku stale { $page }` で変更を確かめてください。

## 承知している指摘

unknown-allow = `{ $name }` という指摘はありません。
    .help = 警告の角括弧の中にある名前を書いてください。
useless-allow = `allow: { $name }` に当たる指摘は、ここにはありません。
    .help = 削除してください。消せるのは警告と、使わない用語の指摘だけで、次のブロックに効きます。ページ全体なら `allow-page:` と書きます。
bad-baseline = この行は、ベースラインの行として読み取れません。
    .help = 1 行には、パス、名前、ハッシュを書きます。`taiyaku check --write-baseline` で書き直せます。

## 言語ごとの条件（`[gate]`）

gate-page = { $page } は最新でなければなりませんが、{ $state ->
        [missing] ありません。
        [draft] 下書きです。
        [unconfirmed] どの原文に対応するかが確認されていません。
       *[stale] 原文が更新されています。
    }
    .help = このページは、`content/site.toml` の `[gate]` で必須になっています。状態は `taiyaku status` で分かります。
gate-nothing = 「{ $pattern }」に当たるページがありません。
    .help = `index.md` のように、言語のフォルダーから見たページのパスを書いてください。`*` は任意の名前、`**` は任意のフォルダーを表します。
gate-stale-pages = 原文より古いページの数は { $count } です。`[gate]` の上限は { $limit } です。
    .help = いくつかのページを最新にしてください。どのページかは `taiyaku status` で分かります。
gate-stale-age = { $page } は { $days } 日前から原文より古くなっています。`[gate]` の上限は { $limit } 日です。
    .help = `taiyaku stale { $page }` で変更を確かめてください。

## 指摘のまわり

level-error = エラー
level-warning = 警告
level-help = 対処
level-note = 補足
did-you-mean = もしかして: 「{ $word }」
findings = { $errors ->
        [0] { "" }
       *[other] エラー { $errors } 件
    }{ $both ->
        [yes] 、
       *[no] { "" }
    }{ $warnings ->
        [0] { "" }
       *[other] 警告 { $warnings } 件
    }

## ファイルとフォルダー

no-site = サイトが見つかりません。{ $path } を読み込めません。
    .help = `content/` があるフォルダーを指定してください。サイトの設定は `content/site.toml` に書きます。
refused-empty = 出力先のフォルダー名が空です。
    .help = `--out public` や `--to dir:/srv/www` のようにフォルダーを指定してください。
refused-filesystem-root = { $path } はファイルシステムのルートなので、出力先にできません。
    .help = `--out public` や `--to dir:/srv/www` のように、専用のフォルダーを指定してください。
refused-home = { $path } はホームフォルダーか、その上位のフォルダーなので、出力先にできません。
    .help = `--out public` や `--to dir:/srv/www` のように、専用のフォルダーを指定してください。
refused-project = { $path } はサイト自身のフォルダーか、その上位のフォルダーなので、出力先にできません。
    .help = `--out public` や `--to dir:/srv/www` のように、専用のフォルダーを指定してください。
refused-source = { $path } は原稿のフォルダーの中か、その上位にあるので、出力先にできません。
    .help = `--out public` や `--to dir:/srv/www` のように、専用のフォルダーを指定してください。
refused-git = { $path } は `.git` の中なので、出力先にできません。
    .help = `--out public` や `--to dir:/srv/www` のように、専用のフォルダーを指定してください。
refused-symlink = { $path } はシンボリックリンクなので、出力先にできません。
    .help = リンク先のフォルダーを直接指定してください。
refused-not-a-folder = { $path } はフォルダーではありません。
    .help = フォルダーを指定してください。まだないフォルダーでもかまいません。
refused-not-ours = { $path } には、taiyaku が作ったものではないファイルがあります。
    .help = 別のフォルダーを指定してください。このまま出力するには `--adopt` を付けます。同じパスのファイルは上書きされ、ほかのファイルは残ります。
refused-in-the-way = { $path } があるため出力できません。taiyaku が作ったものではありません。
    .help = これを移動するか、同じ場所に出力されるページの名前を変えてください。
refused-unsafe-path = { $path } は、出力先フォルダーの中のファイルとして作れません。
    .help = 元になるページかファイルの名前を変えてください。
cannot-create = フォルダー { $path } を作れません。
    .help = `--out` や `--to` で別のフォルダーを指定するか、上位のフォルダーの権限を確認してください。
busy = 別の処理が { $path } に出力しています。
    .help = その処理が終わってから、もう一度実行してください。
changed-meanwhile = { $path } は、読み込んだあとで変更されました。このため、何も書き込んでいません。
    .help = 編集が終わってから、もう一度実行してください。
interrupted = 前回の処理が途中で終わり、そのあとで { $path } が編集されました。
    .help = 処理前の内容は `content/.taiyaku-step/` にあります。番号は同じフォルダーの `list` の順です。原稿を整えてから、このフォルダーを削除してください。
refused-mounted = { $path } には別のファイルシステムがマウントされているため、フォルダーを入れ替えられません。
    .help = `dir:{ $path }/www` のように、その下のフォルダーに公開してください。
refused-no-shelf = 前のサイトを残すフォルダー { $path } を作れません。
    .help = 公開するフォルダーの、1 つ上のフォルダーへの書き込みを許可してください。
refused-linked = { $path } はシンボリックリンクの先にあるため、何も書き込んでいません。
    .help = ファイルの実体を置いてから、もう一度実行してください。
io-error = { $path } の読み書きに失敗しました。
    .help = 出力済みのファイルは壊れていません。原因を取り除いてから、もう一度実行してください。

## コマンド

built = { $pages } ページ、{ $languages } 言語: 書き込み { $written } 件、変更なし { $unchanged } 件{ $deleted ->
        [0] { "" }
       *[other] 、削除 { $deleted } 件
    }、{ $seconds } 秒、ツリー { $tree }
checked = 問題はありません（{ $pages } ページ、{ $languages } 言語）。
mended = { $files } ファイルの { $places } か所を直しました。
moved = { $from } → { $to }
renamed = { $files } ファイルを移動し、{ $linking } ファイルのリンク { $links } か所を書き換えました。
to-be-removed = 削除の対象: { $path }
removed-file = 削除: { $path }
removed = { $files } ファイルを削除し、{ $linking } ファイルのリンク { $links } か所を書き換えました。
nothing-removed = まだ何も変更していません。`--yes` を付けると、{ $files } ファイルを削除し、{ $linking } ファイルのリンク { $links } か所を書き換えます。
address-lost = アドレス「{ $address }」の行き先がなくなります。
step-open = ページを書き換えるコマンドが途中で終わっています。`accept` や `rename` などを次に実行すると、先に処理前の状態へ戻します。
step-undone = 前回の処理が途中で終わっていたため、処理前の状態に戻しました。
no-such-page = ページ { $path } がありません。
    .help = このフォルダーからのパスを `content/ja/page.md` のように書くか、`--lang ja` を付けて言語のフォルダーからのパスを書いてください。
no-page-path = { $path } は指定できません。
    .help = 同じ言語のフォルダーにある別のページのパスを指定してください。末尾は `.md` です。
page-exists = { $path } がすでにあるため、何も変更していません。
    .help = 別の名前にするか、そのファイルを先に移動してください。
part-or-page = { $path } にすると、ページと部品が入れ替わります。
    .help = 名前かフォルダー名が `_` で始まるものは部品、それ以外はページです。
front-page-stays = { $path } は言語のトップページなので、移動も削除もできません。
    .help = 内容だけを書き換えてください。
address-taken = アドレス「{ $path }」は { $other } が使っているため、何も変更していません。
    .help = 別の名前にするか、そのページの名前、`slug`、`aliases` のいずれかを先に変えてください。
baseline-written = { $lines ->
        [0] 警告はないので、`content/baseline.txt` に書くものはありません。
       *[other] { $lines } 件の警告を、既知のものとして `content/baseline.txt` に書きました。
    }
baseline-gone = `content/baseline.txt` にある警告のうち、{ $lines } 件はもうありません。
    .help = `taiyaku check --write-baseline` で取り除けます。
baseline-line = { "  " }{ $line }
gate-undated = 履歴がないため、`max_stale_age_days` は判定していません。
    .help = git の完全な履歴が必要です。浅いクローンでは判定できません。
nothing-written = 何も書き込んでいません。
precompressed = 圧縮したファイル（`.gz`、`.br`）は { $twins } 件です。{ $compressed ->
        [0] すべて前回のままです。
       *[other] { "" }
    }
recorded = { $addresses ->
        [0] `content/urls.lock` に加えるアドレスはありません。
       *[other] `content/urls.lock` にアドレスを { $addresses } 件加えました。原稿と一緒にコミットしてください。
    }
kept = { $path } はサイトから外れましたが、手作業で編集されているため残しました。
nothing-published = 何も公開していません。
publish-base-url = サイトのアドレスが書かれていません。
    .help = `content/site.toml` の最初の `[[language]]` より前に、`base_url` を書いてください。
published = 公開しました。新規 { $new } 件、変更 { $changed } 件、削除 { $deleted } 件（書き込み { $bytes } バイト）。{ $kept ->
        [0] { "" }
       *[other] taiyaku 以外のファイル { $kept } 件は残しました。
    }
published-already = 公開中のサイトと同じです。何も変更していません。
rolled-back = 前のサイトに戻しました。新規 { $new } 件、変更 { $changed } 件、削除 { $deleted } 件です。
would-roll-back = 前のサイトに戻すと、新規 { $new } 件、変更 { $changed } 件、削除 { $deleted } 件です。まだ何も変更していません。
would-publish = 公開すると、新規 { $new } 件、変更 { $changed } 件、削除 { $deleted } 件（書き込み { $bytes } バイト）です。{ $kept ->
        [0] { "" }
       *[other] taiyaku 以外のファイル { $kept } 件は残ります。
    }まだ何も変更していません。
plan-new = 新規 { $path }
plan-changed = 変更 { $path }
plan-deleted = 削除 { $path }
plan-kept = 維持 { $path }
too-many-deletes = { $count } 件が削除されます。上限の { $most } 件を超えるため、何も変更していません。
    .help = 意図した削除であれば、`--max-deletes` の値を大きくしてください。
rollback-branch = `--rollback` を使えるのはフォルダーだけです。ブランチには git の履歴があります。
    .help = `git revert` で原稿を元に戻してから、もう一度公開してください。
rollback-nothing = { $path } には、戻せる前のサイトがありません。
published-not-recorded = サイトは公開しましたが、アドレスは `content/urls.lock` に記録されていません。`taiyaku build --record` で記録できます。
git-moved = サイトを作っている間に原稿がコミットされたため、公開していません。
    .help = もう一度公開してください。
git-bad-name = `{ $branch }` はブランチの名前に使えません。
    .help = `git:gh-pages` のような名前を指定してください。
git-none = git を実行できないか、このリポジトリにまだコミットがありません。
    .help = サイトを git で管理するか、`--to dir:PATH` でフォルダーに公開してください。
git-own-branch = `{ $branch }` は原稿のブランチなので、公開には使えません。
    .help = `git:gh-pages` のように、別のブランチを指定してください。
git-uncommitted = コミットされていないファイルが { $count } 件あります（{ $path } など）。このまま公開すると、どの原稿から作ったサイトなのかわからなくなります。
    .help = 先にコミットしてください。このまま公開するには `--force` を付けます。
git-newer = 公開中のサイトの元になったコミット { $commit } が、手元の履歴にありません。
    .help = `git pull` でほかの人の変更を取り込んでから、もう一度公開してください。浅いクローンでは、履歴をすべて取得してください。`--force` を付けると、このまま公開します。
git-not-ours = ブランチ `{ $branch }` には、taiyaku が公開したファイルがなく、ほかのファイルだけがあります。
    .help = 別のブランチを指定するか、`--adopt` を付けて引き継いでください。今あるファイルは残ります。
git-in-the-way = ブランチ `{ $branch }` の { $path } が、サイトのフォルダーやファイルの場所をふさいでいます。
    .help = そのファイルを移してから、もう一度公開してください。
git-meanwhile = ほかの人が `{ $branch }` に公開したため、プッシュしていません。
    .help = `git pull` でほかの人の変更を取り込んでから、もう一度公開してください。
git-failed = git の操作に失敗したため、`{ $branch }` に公開していません。
host-many = サイトのファイルは { $count } 件です。この公開先の上限 { $most } 件を超えています。
host-large = { $path } は、この公開先の上限 { $most } MiB を超えています。
host-file-own = { $path } はサイトが用意しているため、そちらを使います。
host-unfit = この公開先で使えるリダイレクトの上限を { $count } 件超えました。そのアドレスでは、HTML のページから移動先へ自動で移動します。
without-base-url = `content/site.toml` に `base_url` がないため、正規 URL とサイトマップを省きました。
bug = taiyaku の不具合です。サイトに原因はありません。以後は何も書き込んでいません。
    .help = お手数ですが、次の内容を添えて報告してください。
stage-load = 読み込み
stage-build = 生成
stage-review = 確認用ページ
stage-compress = 圧縮
stage-write = 書き込み
timing = { $stage }: { $seconds } 秒

## 翻訳の開始

site-begun = { $folder } に新しいサイトを用意しました。続けて、次のことをしてください。
    1. `cd { $folder }`
    2. `taiyaku serve --open` でブラウザーに表示されます。保存するたびに新しくなります。
    3. `taiyaku build` で `public/` に書き出します。
init-ci = プッシュする前に、{ $path } の `TAIYAKU_SOURCE` に、taiyaku のソースがある Git のアドレスを書いてください。
init-language = 言語「{ $code }」のサイトは始められません。
    .help = `--lang ja,en`、`--lang ja`、`--lang en` のどれかで始めてから、`taiyaku add-language { $code }` で言語を追加してください。
init-not-empty = { $path } は空ではありません。何も書き込んでいません。
    .help = まだないフォルダーか、空のフォルダーを指定してください。`.git`、`README.md`、`LICENSE` はあってもかまいません。
ejected = { $path } を書き出しました。以後は、このファイルが使われます。
eject-unknown = テーマにファイル { $path } はありません。
    .help = `taiyaku theme eject` で一覧が表示されます。
page-begun = { $source } の翻訳を { $page } に用意しました。
    段落などを 1 つ訳すごとに、その上の印（コメントの行）を削除してください。印がなくなったら、`status: draft` を外すと公開されます。
language-added = 言語「{ $code }」を追加しました。続けて、次のことをしてください。
    1. { $named ->
        [yes] `content/site.toml` の `name` を確認してください。
       *[no] `content/site.toml` の `name` に、この言語での言語名を書いてください。今はコードが入っています。
    }`[language_names.{ $code }]` に、ほかの言語での呼び名も書けます。
    2. `dir`（文字の方向）が `{ $direction }` で正しいことを確認してください。
    3. `content/{ $code }/ui.ftl` のメッセージを訳してください。印のあるものが、まだ訳されていません。
    4. `content/{ $code }/index.md` を訳してから、`status: draft` を外してください。ほかのページは `taiyaku new PAGE --lang { $code }` で始められます。
    5. `content/glossary.toml` の用語に `[term.{ $code }]` を加えてください。
already-there = { $path } はすでにあります。何も書き込んでいません。
    .help = 初めから作り直すときは、このファイルの名前を変えるか、削除してから実行してください。
new-no-page = 「{ $path }」はページのパスではありません。
    .help = `content/en/guide.md` のように今のフォルダーからのパスを書くか、`--lang en guide.md` のように言語のフォルダーからのパスを書いてください。
new-unknown-language = 言語「{ $path }」はこのサイトにありません。
    .help = `content/site.toml` にあるコードを指定するか、`taiyaku add-language { $path }` で追加してください。
new-is-source = { $path } は翻訳元のページです。
    .help = 翻訳先の言語を `--lang` で指定してください。
new-no-source = 翻訳元の { $path } がありません。
    .help = パスを直すか、先に翻訳元のページを書いてください。
new-unread-source = 翻訳元の { $path } を読み取れません。
    .help = `taiyaku check` の指摘を直してから、もう一度実行してください。
new-is-part = { $path } は部品なので、下書きにできません。
    .help = ファイルを翻訳先の言語のフォルダーにコピーして、全体を訳してください。ファイルができるまでは、原文の部品が使われます。
language-there = 言語「{ $path }」はすでにあります。何も書き込んでいません。
    .help = ページの翻訳は `taiyaku new PAGE --lang { $path }` で始められます。
language-by-hand = { $path } に言語の表を追加できません。
    .help = 言語はそれぞれ `[[language]]` の形で書いてください。

## プレビュー

serve-ready = プレビューは { $address } です。終了するときは Ctrl-C を押します。
serve-other-port = ポート { $asked } は使用中のため、{ $port } を使います。
serve-no-browser = ブラウザーを開けませんでした。上のアドレスを自分で開いてください。
serve-looking = これ以上フォルダーを監視できないため、0.5 秒ごとに変更を確認します。
serve-updated = { $pages } ページを生成しました（{ $time } ミリ秒）。
serve-mended = 直りました。{ $pages } ページを生成しました（{ $time } ミリ秒）。
serve-failing = プレビューには、エラーのない最後のサイトを表示しています。
cannot-listen = { $address } では公開できません。
    .help = `--bind` と `--port` で別の場所を指定してください。
preview-language = ja
preview-review = 翻訳の状態
preview-bar = プレビュー
preview-findings = 問題の一覧
preview-open = エディターで開く
preview-close = 閉じる
preview-hide = このバーを隠す
preview-lost = プレビューが終了しました。再開を待っています。
preview-there = 対訳
preview-draft = 下書き
preview-missing = 未翻訳
preview-stale = { $units } か所が要更新
preview-no-site = 表示できるサイトがまだありません。
preview-not-found = このアドレスには何もありません。
preview-other-host = このホスト名ではプレビューを表示できません。--allowed-host NAME で許可してください。
preview-stranger = プレビューは自分のページからの要求にだけ答えます。

## 翻訳の状態

status-language = { $name }（{ $code }）：{ $all } ページのうち { $fresh } ページが最新です。要更新 { $stale }、未翻訳 { $missing }、下書き { $draft }、未確認 { $unconfirmed }、原文なし { $orphan }。訳すか見直す量は約 { $words } 語、画面の言葉の不足は { $messages } 件です。
status-state = { $state ->
        [stale] 要更新：{ $all } か所のうち { $open } か所
        [missing] 未翻訳：{ $all } か所
        [draft] 下書き：{ $all } か所
        [unconfirmed] 未確認：{ $all } か所
        [orphan] 原文なし
       *[fresh] 最新
    }
status-title = 翻訳の状態
status-lang = 言語
status-file = 訳文
status-source = 原文
status-how = 状態
status-words = 語数
stale-change = { $change ->
        [changed] 原文が変わりました。
        [added] 原文に加わりました。
        [removed] 原文から消えました。
        [moved] 原文で場所が変わりました。
        [mechanical] 文は同じで、アドレスやコードが変わりました。
       *[other] { $change }
    }
stale-section = （この範囲のどこか）
stale-untranslated = （まだ訳がありません）
stale-term = 用語集：{ $term } → { $meant }
compare-open = { $units ->
        [0] 確認のあとに変わったところはありません。
       *[other] 確認のあとに { $units } か所が変わりました。
    }
compare-previous = 前の箇所
compare-next = 次の箇所
compare-untranslated = 訳がありません。
compare-missing = 訳のないところが { $units } か所あります。
compare-section = 複数の単位です。どれがどれの訳か、確かではありません。
compare-gone = （原文にはありません）
compare-difference = 変わったところ
nothing-stale = { $page }：確認のあとに変わったところはありません。
not-confirmed = { $page } がどの原文の訳なのか、まだ確認されていません。
    .help = 原文と読み比べてから、`taiyaku accept { $page }` で確認済みにしてください。
accepted = { $files ->
        [0] 確認するものはありません。
       *[other] { $files } 件の訳文を確認済みにしました。
    }
accept-source = { $page } は原文です。
    .help = 訳文を指定してください。どの言語も訳し直さなくてよい変更なら、`--minor` を付けてください。
accept-unknown = { $page } に、未確認の `{ $unit }` はありません。
    .help = 名前は `taiyaku stale { $page }` で確かめられます。
accept-entangled = { $page } の `{ $unit }` だけは確認済みにできません。
    .help = 見出しの ID を指定して節全体を確認するか、ページ全体を確認してください。
accept-later = { $page }：変更されたところだけは確認済みにできません。
    .help = `taiyaku accept { $page }` でページ全体を確認してください。
synced = { $files } ページの { $units } か所に、原文の変更を書き写しました。
exported = { $pages } ページの { $units } 単位を { $folder } に書き出しました。
imported = { $pages } ページに { $units } 単位を取り込みました。ほかは変えていません。
export-outside = { $path } はこのサイトのフォルダーではありません。
    .help = `po` のように、今のフォルダーの下を指定してください。
no-po-files = { $path } に `.po` ファイルがありません。
    .help = ファイルか、`taiyaku export` で書き出したフォルダーを指定してください。
nothing-to-sync = 書き写すところはありません。
no-such-language = `site.toml` に言語 `{ $code }` がありません。
    .help = `[[language]]` にあるコードを指定してください。
no-such-revision = git のリビジョン `{ $revision }` が見つかりません。
    .help = `origin/main` のように、あるブランチ、タグ、コミットを指定してください。浅いクローンでは見つからないことがあります。
