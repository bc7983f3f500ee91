# The words of findings, of the command line's own messages and of their help.
# A finding's message names the thing; its help says what to do.

## What a file is made of

not-utf8 = This file is not UTF-8; from this byte on it looks like { $encoding }
    .help = Save it as UTF-8, or convert it with `taiyaku check --fix --from { $label }`.
forbidden-character = The character { $character } is not allowed here
    .help = Delete it; it is invisible and was probably pasted by mistake.
file-too-large = This file is larger than { $limit }
    .help = Split it. Files for download belong in `static/`, where they may be of any size.
nesting-too-deep = Lists, quotes or directives are nested more than { $limit } deep
    .help = Flatten this part, or move it to a page of its own.
too-much-markup = This file has more than { $limit } pieces of Markdown (blocks, marks and the text between them)
    .help = Split it into several pages.
parser-panic = This file made the parser fail, which is a bug of this program
    .help = Please report it, with the file if you can.
link-outside = The symbolic link to `{ $target }` is not followed
    .help = A link must lead to a file or folder inside the site, not hidden, and not in a circle. Copy the file here instead.
name-collision = This name and `{ $other }` are the same on some systems
    .help = Rename one of them: Windows and macOS ignore case and the way accents are composed.
windows-name = Windows cannot hold a file called `{ $name }`
    .help = Rename it: no `< > : " | ? *`, no space or dot at the end, no reserved name such as `con` or `aux`, and at most 255 bytes.
path-too-long = This path has { $length } characters; Windows takes { $limit } at the most
    .help = Shorten the names of the file or of its folders.
decomposed-name = The name `{ $name }` is spelled with separate accents or sound marks (NFD)
    .help = Rename it with composed characters (NFC), as keyboards write them. Names that come from macOS are often such.
name-not-utf8 = The name `{ $name }` is not UTF-8
    .help = Rename it with a name in UTF-8.
stray-file = Nothing uses this file
    .help = Pages lie in the folder of a language (`content/ja/`), files for download in `static/`. Move it, or delete it.

## Front matter and configuration

unclosed-front-matter = The front matter begins here with `{ $fence }` and is never closed
    .help = Add a line with `{ $fence }` after its last key.
yaml-syntax = The front matter is not valid YAML
    .help = Put values with `:`, `#` or quotation marks between quotation marks.
toml-syntax = This is not valid TOML
    .help = Text stands between quotation marks; every line is `key = value` or a `[table]`.
full-width-syntax = `{ $text }` is full-width where plain `{ $meant }` is needed
    .help = Write `{ $meant }`. `taiyaku check --fix` does it wherever the result can be read.
unknown-key = Nothing reads the key `{ $key }`
    .help = Correct its spelling or delete it. Values of your own belong under `extra`.
duplicate-key = The key `{ $key }` is here a second time
    .help = Keep one of them.
missing-key = The key `{ $key }` is missing
    .help = Add it.
wrong-type = `{ $key }` needs another kind of value
    .help = Write { $expected ->
        [text] text between quotation marks
        [list] a list in square brackets, such as `["a", "b"]`
        [date] a date such as `2026-11-22`
        [number] a number without quotation marks
        [boolean] `true` or `false` without quotation marks
       *[table] a table, such as `{"{"} a = "b" {"}"}`
    }.
bad-date = `{ $value }` is not a date
    .help = Write year, month and day, such as `2026-11-22`, and check that the day exists.
bad-value = `{ $key }` cannot be `{ $value }`
    .help = Allowed are: { $allowed }.
empty-title = The title is empty
    .help = Give the page a title; it is shown in the navigation, in search and in the browser's tab.
bad-language-code = `{ $value }` is not a language code
    .help = Use a BCP 47 code such as `ja`, `en` or `zh-Hant`.
bad-base-url = `{ $value }` cannot be the site's address
    .help = Write it in full, with a slash at the end: `https://example.org/docs/`.
unknown-template = There is no template `{ $name }`
    .help = Put it into `templates/`, or use one of the theme.
unknown-schema = This file is written for schema { $value }, which this version does not know
    .help = Update taiyaku, or set `schema = 1`.

## Languages and pairing

folder-without-language = The folder `{ $folder }` is no language of this site
    .help = Add a `[[language]]` with this code to `content/site.toml`, or move the folder out of `content/`.
language-without-folder = The language `{ $code }` has no folder
    .help = Make the folder in `content/`, or delete this `[[language]]`.
unknown-language = The language `{ $code }` is not known to this site
    .help = Add a `[[language]]`, or a `[language_names.{ $code }]` table if only some files are in it.
translation-without-source = This is a translation of `{ $source }`, which is not there
    .help = Rename it like the page that it translates, or name another one with `source:`.
no-front-page = The language `{ $code }` has no front page
    .help = Write an `index.md` in its folder, or set `fallback = "page"` so that the original stands in.
outline-mismatch = The headings differ from those of `{ $source }`
    .help = Give both pages the same headings in the same order, so that links to a heading work in every language.
export-left-out = Which text translates this (`#{ $unit }`) is not certain, so it was left out
    .help = Give the translation the same paragraphs, items and rows as the source.
export-held = `{ $unit }` was translated here and is not imported yet, so the file was not written anew
    .help = Import the file first. To write it anew without that, export with `--replace`.
po-syntax = This line is not understood
    .help = Write a comment (`# …`), or `msgctxt`, `msgid` or `msgstr` with a text in quotation marks.
import-no-page = No translation of this site has `{ $unit }`
    .help = Begin the page with `taiyaku new`, or export it again if it was moved.
import-outdated = The source of `{ $unit }` is another now, so the translation was not taken
    .help = Export the page again, and translate what has changed.
import-no-place = Where `{ $unit }` stands in the translation is not certain, so it was not taken
    .help = Write it into the page, at the place that it has in the source.
import-conflict = `{ $unit }` was changed in the page since it was exported, so it was not taken
    .help = Compare both. To take what stands here, import with `--over`; to keep the page, export it again.
import-unfit = `{ $unit }` was not taken: its links, code, images or structure would be others than those of the source
    .help = Give it the same links, code and images, in one paragraph.
sync-by-hand = An address, code or id of this has changed in the source (`#{ $unit }`), and could not be written here
    .help = Write here what the source has now, then `taiyaku accept` this unit.
draft-marker = What follows this mark is not translated yet (marks on the page: { $count })
    .help = Translate it, then delete the mark (the line with the comment). When no mark is left, take `status: draft` away to publish the page.

## Addresses

duplicate-route = Something else has the address `{ $route }` already: `{ $other }`
    .help = Change the `slug` or the name of one of them. Addresses of `taiyaku` are those it makes for itself.
alias-taken = The alias `{ $alias }` belongs to `{ $other }` already
    .help = Delete one of them; an address can lead to one page only.
bad-address = No address can be made of `{ $value }`
    .help = Write a path below the language's folder, without `..`, `?`, `#` or a slash at its start.
address-gone = The address `{ $address }` was published, and nothing is there any more
    .help = { $kind ->
        [page] Write `aliases: ["{ $alias }"]` into the front matter of the page that took its place.
        [language] The site has no such language any more. Bring it back if that was not meant.
       *[file] Put `static{ $address }` back.
    } To let the address go on purpose, take this line out of `content/urls.lock`.
bad-urls-lock = This line is no address
    .help = Write one address a line, with a slash at its start, such as `/ja/guide/` or `/files/form.docx`. A comment begins with `#`.

## Links

broken-link = There is no page `{ $target }`
    .help = Write the path of an existing `.md` file, seen from this file.
missing-anchor = The page `{ $page }` has no heading `#{ $anchor }`
    .help = Link to a heading that is there, or give that heading an id with `{"{"}#{ $anchor }{"}"}`.
link-to-removed = This leads to `{ $target }`, which is to be removed
    .help = Take the link out, or name the page that takes its place with `--to`.
link-by-hand = The link `{ $target }` could not be written anew
    .help = Write `{ $meant }` in its place.
anchor-dropped = The page in its place has no heading `#{ $anchor }`, so this leads to its beginning
    .help = Name another heading of that page, if one fits.
alias-by-hand = The earlier address `{ $alias }` could not be added
    .help = Add it to the list `aliases` of this page.
missing-file = There is no file `{ $target }` in `static/`
    .help = Put it there, or correct the path.
link-to-draft = `{ $target }` is a draft and will not be published
    .help = Publish it by another `status`, or take the link out.
link-form = `{ $target }` is no form of link that is understood
    .help = Link to a page by its `.md` path, to a file of `static/` as `/file.pdf`, to anything else by its full address.
unsafe-link = Links to `{ $target }` are not allowed
    .help = Use http, https, mailto or tel.
active-svg = This SVG holds active content ({ $what }).
    .help = Remove it; a drawing needs none. Opened by itself, the file would run with the rights of the site.
unreadable-image = This is called a { $kind } file, but its size cannot be read from it
    .help = Export the image again; this file is damaged, or is no image.
wrong-image-kind = This is called a { $name } file, but it is { $kind }
    .help = Give it the ending of what it is, or convert it.
image-too-large = This image has { $megapixels } megapixels; { $limit } are the most
    .help = Make it smaller: a page shows no more than a few megapixels, and many devices cannot open it.
missing-alt = The image `{ $target }` has no alternative text
    .help = Say between the square brackets what it shows. For mere decoration leave a space there: `![ ](…)`.

## Markdown and directives

raw-html = Raw HTML is off
    .help = Use Markdown or a directive (`:::name`). For a literal `<`, write `\<` or put it into code.
full-width-markup = { $kind ->
        [heading] This is read as text and not as a heading
        [list] This is read as text and not as an item of a list
        [quote] This is read as text and not as a quotation
        [table] This is read as text and not as a row of a table
        [directive] This is read as text and not as a directive
        [link] This is read as text and not as a link
        [address] This address does not work
        [space] The address of this link begins with a full-width space
       *[other] This is read as text and not as emphasis
    }: `{ $text }` has full-width characters
    .help = Write the marks, and the spaces beside them, as plain ASCII. `taiyaku check --fix` does it wherever it is certain what was meant.
address-cut = The address `{ $target }` ends before “{ $text }”
    .help = If those words belong to the address, put all of it between `<` and `>`; if not, put a space between them.
mixed-spacing = Latin words stand beside Japanese with a space in { $spaced } and without one in { $joined } places of this page
    .help = Write them in one way. Without a space is enough: the style sheet makes the room between them.
garbled-text = `{ $text }` is text that was damaged when it was converted
    .help = Look up in the original what stood here, and write it again.
mixed-characters = { $here } stands here, { $there } in other places of this file
    .help = Use one of them throughout: they look the same, but an editor that looks for one does not find the other.
duplicate-id = The id `{ $id }` is on this page already
    .help = Give one of them another id.
unknown-directive = There is no directive `{ $name }`
    .help = Correct its name, or write its template: `templates/directives/{ $name }.html`.
unknown-attribute = The directive `{ $directive }` has no attribute `{ $name }`
    .help = Correct or delete it. The first line of the directive's template lists its attributes.
missing-attribute = The directive `{ $directive }` needs `{ $name }`
    .help = Add it: attributes stand in curly brackets, a title in square ones.
table-count = The directive `{ $directive }` needs exactly one table; it holds { $count }
    .help = Put each table into a directive of its own. Where there is no table, take the directive away.
bad-attributes = These attributes cannot be read
    .help = Write `{"{"}key=value key="two words" #id .class{"}"}`.
unknown-code-language = Code in `{ $name }` cannot be coloured: no such language is known
    .help = Correct the name behind the fence, or write `text`.
bad-code-info = `{ $text }` says nothing about this code block
    .help = Behind the language there may be a title, `title="…"`, and lines to mark, `{"{"}2,4-6{"}"}`, counted from 1 and no more than there are.
unclosed-directive = The directive `{ $name }` begins here and is never closed
    .help = Add a line with as many colons after its last line.
stray-fence = These colons close no directive
    .help = Delete them, or begin the directive with `:::name`. An outer directive needs more colons than an inner one.
include-cycle = This part includes itself: { $chain }
    .help = Take one of these includes out.
include-too-deep = Files include one another in a chain of more than { $limit }: { $chain }
    .help = Include some of them straight from the page, or join some of them into one part.
too-many-parts = This page brings in more than { $limit } parts, those of its parts among them
    .help = Include each part once where it is needed, or move its text into the page.
missing-include = There is no file `{ $target }` to include
    .help = Write a path that is seen from this file.
bad-declaration = The first line does not declare the directive's attributes
    .help = Write `{"{"}# attributes: file!, title? #{"}"}`, with `!` after what is required; `{"{"}# attributes: #{"}"}` for none.

## Templates and messages

template-syntax = The template engine cannot read this
    .help = Correct the template at this place.
template-failed = This template failed on the page `{ $page }`
    .help = The usual reason is a name that is not defined.
fluent-syntax = This is no Fluent message
    .help = Write `name = text`, and indent the lines that follow.
missing-message = No language has the message `{ $message }`
    .help = Add it to the `ui.ftl` of the default language, or correct the name.
untranslated-message = The message `{ $message }` is missing in { $language }
    .help = Add it to the `ui.ftl` of this language.
message-variables = The message `{ $message }` uses { $here }; in the default language it uses { $there }
    .help = Use the same variables in every language.
missing-variable = The message `{ $message }` needs ${ $variable }, which is not given here
    .help = Give it where the message is asked for.

## Forms and terms

duplicate-row-id = The id `{ $id }` is taken already
    .help = Choose another: an id names one form, one edition of a language, or one term.
target-count = An edition needs exactly one of `page`, `file` and `url`
    .help = Keep the one that the reader is to open.
needless-size = `size` is measured by the program here
    .help = Delete it; only an edition with `url` has a `size` of its own.
missing-reading = `{ $title }` has no `reading`, so it stands in a wrong place in a list that goes by readings
    .help = Add the title in hiragana: `reading = "…"`.
forbidden-term = “{ $term }” is not used on this site
    .help = Write “{ $use }”, as the glossary says.
missing-term = The source has the term “{ $term }”, and “{ $use }” does not stand here
    .help = Write “{ $use }” or another form that the glossary has for it. If the word is not needed here, put `<!-- allow: missing-term -->` before this block.

## A translation beside its source

parity-structure = The source has `{ $there }` here, and the translation `{ $here }`
    .help = Give the translation the same headings, paragraphs, items and rows. What only one language needs stands behind `<!-- l10n:only -->`.
parity-id = The heading has the id `{ $here }`, and that of the source is `{ $there }`
    .help = Write the same id, so that a link leads to the same place in every language, or none at all: it is taken from the source.
parity-code = The code is another than that of the source: there `{ $there }`, here `{ $here }`
    .help = Take over the code. If it must differ, put `<!-- allow: parity-code -->` before it.
parity-inline = Code or versions in the text differ from the source: there `{ $there }`, here `{ $here }`
    .help = Write what the source has. If it must differ, put `<!-- allow: parity-inline -->` before this block.
parity-link = The links lead elsewhere than those of the source: there `{ $there }`, here `{ $here }`
    .help = Link the same pages. If this language has an address of its own, put `<!-- allow: parity-link -->` before this block.
parity-image = The images are others than those of the source: there `{ $there }`, here `{ $here }`
    .help = Show the same images. If this language has one of its own, put `<!-- allow: parity-image -->` before this block.
parity-footnote = References to footnotes: { $there } in the source, { $here } here
    .help = Refer to the same footnotes.
parity-number = The numbers differ from the source: there { $there }, here { $here }
    .help = Write the same numbers. If they must differ, put `<!-- allow: parity-number -->` before this block.
parity-directive = The directive differs from that of the source: there `{ $there }`, here `{ $here }`
    .help = Give it the same name and the same settings.
parity-cells = Cells of this row: { $there } in the source, { $here } here
    .help = Give the table the same columns.
unconfirmed-work = { $page } was worked on, and it is not confirmed which source it says. Open: { $units }
    .help = `taiyaku accept --changed-since REV` confirms what was worked on, `taiyaku stale { $page }` shows what has changed.
mechanical-change = The source of { $page } has other addresses, code or ids now: { $units }
    .help = `taiyaku stale { $page }` shows what has changed.

## What is expected

unknown-allow = There is no finding called `{ $name }`
    .help = Write the name that stands in brackets behind a warning.
useless-allow = Nothing is found here that `allow: { $name }` would silence
    .help = Delete it. Only warnings and forbidden terms can be silenced, and it speaks of the block that follows; `allow-page:` speaks of the whole page.
bad-baseline = This line is none of a baseline
    .help = A line is a path, a code and a hash. `taiyaku check --write-baseline` writes the file anew.

## The gate of a language

gate-page = { $page } must be up to date, and { $state ->
        [missing] it is missing
        [draft] it is a draft
        [unconfirmed] nobody has confirmed which source it says
       *[stale] its source has changed
    }
    .help = `[gate]` in `content/site.toml` requires this page. `taiyaku status` tells how it stands.
gate-nothing = No page fits `{ $pattern }`
    .help = Write the path of a page from the language's folder, such as `index.md`; `*` stands for any name, `**` for any folders.
gate-stale-pages = Too many pages are stale: { $count }. The gate lets { $limit } pass
    .help = Bring some up to date. `taiyaku status` tells which.
gate-stale-age = { $page } is stale for too long, in days: { $days }. The gate lets { $limit } pass
    .help = `taiyaku stale { $page }` shows what has changed.

## Around a finding

level-error = error
level-warning = warning
level-help = help
level-note = note
did-you-mean = Did you mean `{ $word }`?
findings = { $errors ->
        [0] { "" }
        [one] 1 error
       *[other] { $errors } errors
    }{ $both ->
        [yes] { ", " }
       *[no] { "" }
    }{ $warnings ->
        [0] { "" }
        [one] 1 warning
       *[other] { $warnings } warnings
    }

## Files and folders

no-site = There is no site here: { $path } cannot be read
    .help = Name the folder that holds `content/`, whose `site.toml` describes the site.
refused-empty = The output folder has no name
    .help = Name a folder, such as `--out public` or `--to dir:/srv/www`.
refused-filesystem-root = { $path } is the root of a file system, so nothing is written there
    .help = Name a folder of its own, such as `--out public` or `--to dir:/srv/www`.
refused-home = { $path } is your home folder or holds it, so nothing is written there
    .help = Name a folder of its own, such as `--out public` or `--to dir:/srv/www`.
refused-project = { $path } is the site's own folder or holds it, so nothing is written there
    .help = Name a folder of its own, such as `--out public` or `--to dir:/srv/www`.
refused-source = { $path } lies in a folder of sources or holds one, so nothing is written there
    .help = Name a folder of its own, such as `--out public` or `--to dir:/srv/www`.
refused-git = { $path } is inside of `.git`, so nothing is written there
    .help = Name a folder of its own, such as `--out public` or `--to dir:/srv/www`.
refused-symlink = { $path } is a symbolic link, so nothing is written there
    .help = Name the folder that it leads to.
refused-not-a-folder = { $path } is no folder
    .help = Name a folder, or one that does not exist yet.
refused-not-ours = { $path } holds files that taiyaku did not write
    .help = Name another folder. To write here all the same, add `--adopt`: files of the same path are overwritten, the others stay.
refused-in-the-way = { $path } is in the way, and taiyaku did not make it
    .help = Move it away, or rename the page that needs its place.
refused-unsafe-path = { $path } would not lie inside of the output folder as a file of its own
    .help = Rename the page or file that it is made from.
cannot-create = The folder { $path } cannot be made
    .help = Name another with `--out` or `--to`, or see to the rights of the folder above it.
busy = Another run is writing to { $path }
    .help = Wait for it to end, then try again.
changed-meanwhile = { $path } was changed after it had been read, so nothing was written
    .help = Run it again when nobody is editing.
interrupted = An earlier run was interrupted, and { $path } was edited since
    .help = What the files held before it is in `content/.taiyaku-step/`, numbered as in its `list`. Bring your texts in order, then delete that folder.
refused-mounted = { $path } is the root of a mounted file system, which cannot change places with a folder
    .help = Publish to a folder below it, such as `dir:{ $path }/www`.
refused-no-shelf = { $path }, which keeps earlier sites, cannot be made
    .help = Who publishes has to be allowed to write to the folder above the published one.
refused-linked = { $path } is reached through a symbolic link, so nothing was written
    .help = Put the file itself in its place, then try again.
io-error = { $path } could not be read or written
    .help = The output's files are whole. Remove the cause, then build again.

## The command line

built = { $pages ->
        [one] 1 page
       *[other] { $pages } pages
    } in { $languages ->
        [one] 1 language
       *[other] { $languages } languages
    }: { $written ->
        [one] 1 file
       *[other] { $written } files
    } written, { $unchanged } unchanged{ $deleted ->
        [0] { "" }
       *[other] , { $deleted } deleted
    }, { $seconds } s, tree { $tree }
checked = Nothing wrong: { $pages ->
        [one] 1 page
       *[other] { $pages } pages
    } in { $languages ->
        [one] 1 language
       *[other] { $languages } languages
    }
mended = Mended { $places ->
        [one] { $places } place
       *[other] { $places } places
    } in { $files ->
        [one] { $files } file
       *[other] { $files } files
    }
moved = { $from } → { $to }
renamed = Moved { $files ->
        [one] 1 file
       *[other] { $files } files
    } and wrote { $links ->
        [one] 1 link
       *[other] { $links } links
    } anew in { $linking ->
        [one] 1 file
       *[other] { $linking } files
    }
to-be-removed = To be removed: { $path }
removed-file = Removed: { $path }
removed = Removed { $files ->
        [one] 1 file
       *[other] { $files } files
    } and wrote { $links ->
        [one] 1 link
       *[other] { $links } links
    } anew in { $linking ->
        [one] 1 file
       *[other] { $linking } files
    }
nothing-removed = Nothing was changed. With `--yes`, { $files ->
        [one] 1 file goes
       *[other] { $files } files go
    } and { $links ->
        [one] 1 link is
       *[other] { $links } links are
    } written anew in { $linking ->
        [one] 1 file
       *[other] { $linking } files
    }.
address-lost = The address `{ $address }` will lead nowhere
step-open = A command that writes pages was interrupted; the next one, such as `accept` or `rename`, first puts back what they held before it
step-undone = An earlier run was interrupted; what it had done was undone
no-such-page = There is no page { $path }
    .help = Write its path from this folder, such as `content/en/page.md`, or from a language's folder with `--lang en`.
no-page-path = { $path } is no path for this
    .help = It must be another page's path, in the folder of the same language, and end in `.md`.
page-exists = { $path } is there already, so nothing was changed
    .help = Choose another name, or move that file away first.
part-or-page = { $path } would make a page of a part, or a part of a page
    .help = The names of parts, or of their folders, begin with `_`; those of pages do not.
front-page-stays = { $path } is the front page of its language, which stays where it is
    .help = Write another text into it instead.
address-taken = The address `{ $path }` belongs to { $other }, so nothing was changed
    .help = Choose another name, or change the name, `slug` or `aliases` of that page first.
baseline-written = { $lines ->
        [0] There are no warnings, so `content/baseline.txt` knows none.
        [one] One known warning is in `content/baseline.txt`.
       *[other] { $lines } known warnings are in `content/baseline.txt`.
    }
baseline-gone = `content/baseline.txt` knows { $lines ->
        [one] a warning that is there no more
       *[other] { $lines } warnings that are there no more
    }
    .help = `taiyaku check --write-baseline` takes them out.
baseline-line = { "  " }{ $line }
gate-undated = The history does not say how long pages have been stale, so `max_stale_age_days` was not judged
    .help = It takes a repository of git with its whole history; a shallow clone has none.
nothing-written = Nothing was written.
precompressed = Compressed twins: { $twins }{ $compressed ->
        [0] , all of them as they were.
       *[other] .
    }
recorded = { $addresses ->
        [0] No new addresses for `content/urls.lock`.
        [one] Added 1 address to `content/urls.lock`. Commit it with your texts.
       *[other] Added { $addresses } addresses to `content/urls.lock`. Commit it with your texts.
    }
kept = { $path } is no longer part of the site, but was edited by hand: it stays
nothing-published = Nothing was published.
publish-base-url = The site does not say where it is published
    .help = Write `base_url` into `content/site.toml`, before the first `[[language]]`.
published = { $new ->
        [one] 1 new file
       *[other] { $new } new files
    }, { $changed } changed, { $deleted } deleted, { $kept } of others kept: { $bytes } bytes published.
published-already = What is published is the same already: nothing was changed.
rolled-back = The earlier site is back: { $new ->
        [one] 1 new file
       *[other] { $new } new files
    }, { $changed } changed, { $deleted } deleted.
would-roll-back = Would bring the earlier site back: { $new ->
        [one] 1 new file
       *[other] { $new } new files
    }, { $changed } changed, { $deleted } deleted. Nothing was changed.
would-publish = Would publish { $new ->
        [one] 1 new file
       *[other] { $new } new files
    }, { $changed } changed, { $deleted } deleted, { $kept } of others kept: { $bytes } bytes. Nothing was changed.
plan-new = new      { $path }
plan-changed = changed  { $path }
plan-deleted = deleted  { $path }
plan-kept = kept     { $path }
too-many-deletes = { $count } files would be deleted, which is more than { $most }, so nothing was changed
    .help = If that is as it should be, give a higher `--max-deletes`.
rollback-branch = A branch has its own history, so `--rollback` is for folders only
    .help = Take back your texts with `git revert`, and publish again.
rollback-nothing = Nothing earlier than what is there is kept for { $path }
published-not-recorded = The site is published, but its addresses are not in `content/urls.lock`. `taiyaku build --record` adds them.
git-moved = Texts were committed while the site was being made, so nothing was published
    .help = Publish again.
git-bad-name = No branch can be called `{ $branch }`
    .help = Name one such as `git:gh-pages`.
git-none = There is no git here, or no repository with a commit
    .help = Put the site into a git repository, or publish to a folder with `--to dir:PATH`.
git-own-branch = `{ $branch }` is the branch of the texts themselves
    .help = Name another branch, such as `git:gh-pages`.
git-uncommitted = { $count ->
        [one] 1 file is
       *[other] { $count } files are
    } not committed, { $path } first: nobody could tell what the site was made of
    .help = Commit first, or publish all the same with `--force`.
git-newer = What is published was made from commit { $commit }, which is not among yours
    .help = Take in what others did (`git pull`; a shallow clone lacks its history), and publish again. `--force` publishes all the same.
git-not-ours = On the branch `{ $branch }` there are files, and none was published by taiyaku
    .help = Name another branch, or take this one over with `--adopt`; what is there stays.
git-in-the-way = On the branch `{ $branch }`, { $path } stands where the site has a folder or a file
    .help = Move it away there, and publish again.
git-meanwhile = Somebody published to `{ $branch }` meanwhile, so nothing was pushed
    .help = Take in what others did (`git pull`), and publish again.
git-failed = git failed, and nothing was published to `{ $branch }`
host-many = The site has { $count } files, which is more than the { $most } that this host takes
host-large = { $path } is larger than the { $most } MiB that this host takes
host-file-own = { $path } is the site's own and is used as it is
host-unfit = { $count ->
        [one] 1 redirect is more than this host takes: a page leads on at its address
       *[other] { $count } redirects are more than this host takes: pages lead on at their addresses
    }
without-base-url = `content/site.toml` has no `base_url`: canonical addresses and the sitemap are left out
bug = This is a bug in taiyaku, not in your site. Nothing was written after it.
    .help = Please report it with these words:
stage-load = Reading
stage-build = Building
stage-review = Review pages
stage-compress = Compressing
stage-write = Writing
timing = { $stage }: { $seconds } s

## The beginning of a translation

site-begun = Began a site in { $folder }. What to do next:
    1. `cd { $folder }`
    2. `taiyaku serve --open` shows it in a browser, and each change as you save it.
    3. `taiyaku build` writes it to `public/`.
init-ci = Before you push, write the Git address of taiyaku's source as `TAIYAKU_SOURCE` into { $path }
init-language = A site cannot begin with the language `{ $code }`
    .help = Begin with `--lang ja,en`, `--lang en` or `--lang ja`, then add the language with `taiyaku add-language { $code }`.
init-not-empty = { $path } is there and not empty, so nothing was written
    .help = Name a folder that is not there yet, or holds at most `.git`, `README.md` and `LICENSE`.
ejected = Wrote { $path }, which stands in for the file of the program now.
eject-unknown = The theme has no file { $path }
    .help = `taiyaku theme eject` lists all of them.
page-begun = The translation of { $source } begins in { $page }
    Translate block by block, and delete the mark (the line with the comment) above each. When no mark is left, take `status: draft` away to publish the page.
language-added = Added the language { $code }. What to do next:
    1. { $named ->
        [yes] Look whether `name` in `content/site.toml` is right.
       *[no] Write what the language calls itself into `name` in `content/site.toml`, where its code stands now.
    } What other languages call it goes into `[language_names.{ $code }]`.
    2. Look whether `dir`, the direction of its script, is rightly `{ $direction }`.
    3. Translate the messages of `content/{ $code }/ui.ftl`. A mark stands above those that are left.
    4. Translate `content/{ $code }/index.md`, then take its `status: draft` away. `taiyaku new PAGE --lang { $code }` begins other pages.
    5. Add `[term.{ $code }]` to the terms of `content/glossary.toml`.
already-there = { $path } is there already; nothing was written
    .help = To begin anew, rename or delete that file first.
new-no-page = `{ $path }` is no path of a page
    .help = Write the path from the current folder, such as `content/en/guide.md`, or from the language's folder, such as `--lang en guide.md`.
new-unknown-language = This site has no language `{ $path }`
    .help = Name a code of `content/site.toml`, or add the language with `taiyaku add-language { $path }`.
new-is-source = { $path } is the page that is translated
    .help = Say with `--lang` what it is to be translated into.
new-no-source = There is no { $path } to translate
    .help = Correct the path, or write that page first.
new-unread-source = { $path } cannot be read
    .help = Mend what `taiyaku check` finds in it, then run this again.
new-is-part = { $path } is a part, which cannot be a draft
    .help = Copy the file into the folder of the other language and translate all of it. Until it is there, the part of the source is used.
language-there = The site has the language `{ $path }` already; nothing was written
    .help = `taiyaku new PAGE --lang { $path }` begins the translation of a page.
language-by-hand = No language can be added to { $path }
    .help = Write each language as a `[[language]]` table.

## The preview

serve-ready = Preview: { $address } (Ctrl-C ends it)
serve-other-port = Port { $asked } is taken, so the preview is at { $port }
serve-no-browser = No browser could be opened: open the address yourself
serve-looking = The system watches no more folders, so changes are looked for every half second
serve-updated = { $pages ->
        [one] 1 page
       *[other] { $pages } pages
    } made anew, { $time } ms
serve-mended = Mended: { $pages ->
        [one] 1 page
       *[other] { $pages } pages
    } made anew, { $time } ms
serve-failing = The preview still shows the last site without errors.
cannot-listen = Nothing can be served at { $address }
    .help = Choose another with `--bind` and `--port`.
preview-language = en
preview-review = Translations
preview-bar = Preview
preview-findings = What is wrong
preview-open = Open in the editor
preview-close = Close
preview-hide = Hide this bar
preview-lost = The preview has ended. Waiting for it …
preview-there = side by side
preview-draft = draft
preview-missing = not translated
preview-stale = { $units ->
        [one] one place behind
       *[other] { $units } places behind
    }
preview-no-site = There is no site to show yet.
preview-not-found = There is nothing at this address.
preview-other-host = The preview does not answer under this host name. Allow it with --allowed-host NAME.
preview-stranger = The preview answers only to its own pages.

## The standing of translations

status-language = { $name } ({ $code }): { $fresh } of { $all } pages up to date; stale { $stale }, missing { $missing }, drafts { $draft }, unconfirmed { $unconfirmed }, without a source { $orphan }. About { $words ->
        [one] one word
       *[other] { $words } words
    } to translate or to look at, { $messages ->
        [one] one message
       *[other] { $messages } messages
    } of the interface missing.
status-state = { $state ->
        [stale] stale: { $open } of { $all }
        [missing] missing: { $all }
        [draft] draft: { $all }
        [unconfirmed] unconfirmed: { $all }
        [orphan] the source is gone
       *[fresh] up to date
    }
status-title = Translations
status-lang = Language
status-file = Translation
status-source = Source
status-how = Standing (units)
status-words = Words
stale-change = { $change ->
        [changed] Changed
        [added] New in the source
        [removed] Gone from the source
        [moved] Moved
        [mechanical] Same words, other address or code
       *[other] { $change }
    }
stale-section = (somewhere in this part)
stale-untranslated = (not translated yet)
stale-term = Glossary: { $term } → { $meant }
compare-open = { $units ->
        [0] Nothing has changed since it was confirmed.
        [one] One place has changed since it was confirmed.
       *[other] { $units } places have changed since it was confirmed.
    }
compare-previous = Previous place
compare-next = Next place
compare-untranslated = Not translated.
compare-missing = { $units ->
        [one] One place has no translation.
       *[other] { $units } places have no translation.
    }
compare-section = Several units: which translates which is not certain.
compare-gone = (gone from the source)
compare-difference = What has changed
nothing-stale = { $page }: nothing has changed since it was confirmed.
not-confirmed = Nobody has confirmed yet which source { $page } says
    .help = Read it beside its source; `taiyaku accept { $page }` confirms it.
accepted = { $files ->
        [0] Nothing to confirm.
        [one] One translation confirmed.
       *[other] { $files } translations confirmed.
    }
accept-source = { $page } is a source
    .help = Name a translation. If the change needs no new translation in any language, add `--minor`.
accept-unknown = { $page } has nothing open that is called `{ $unit }`
    .help = `taiyaku stale { $page }` tells the names.
accept-entangled = `{ $unit }` of { $page } cannot be confirmed apart from what is around it
    .help = Confirm the whole section, by the id of its heading, or the whole page.
accept-later = { $page }: what was worked on cannot be confirmed apart from what is around it
    .help = `taiyaku accept { $page }` confirms the whole page.
synced = Carried over in { $units ->
        [one] one unit
       *[other] { $units } units
    } of { $files ->
        [one] one page
       *[other] { $files } pages
    }.
exported = Wrote { $units ->
        [one] one unit
       *[other] { $units } units
    } of { $pages ->
        [one] one page
       *[other] { $pages } pages
    } to { $folder }.
imported = Took { $units ->
        [one] one unit
       *[other] { $units } units
    } into { $pages ->
        [one] one page
       *[other] { $pages } pages
    }; the other entries are as they were.
export-outside = { $path } is no folder of this site
    .help = Name a folder below this one, such as `po`.
no-po-files = { $path } holds no `.po` file
    .help = Name a file, or a folder that `taiyaku export` wrote.
nothing-to-sync = Nothing to carry over.
no-such-language = `site.toml` has no language `{ $code }`
    .help = Name one of its `[[language]]` codes.
no-such-revision = git knows no revision `{ $revision }` here
    .help = Name a branch, a tag or a commit that is there, such as `origin/main`. A shallow clone may lack it.
