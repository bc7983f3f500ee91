# このサイトだけの言葉です。ここにないものは、テーマの ui/ja.ftl が使われます。
site-title = ボリューム ライセンスのフルフィルメント情報
site-description = ボリューム ライセンスをお使いの組織とOEM、LSPに向けた独立の案内です。ダウングレード権、物理メディアの廃止、ISOファイルの書き込み、イメージングの確認手続きを説明します。
site-disclaimer = このサイトは独立した案内であり、Microsoftとは関係がありません。ライセンスの条件については、Microsoftの最新の製品条項が常に優先します。
site-trademark = MicrosoftおよびWindowsは、Microsoftグループの企業の商標です。その他の会社名と製品名は、それぞれの所有者の商標です。
