# The words of the interface. The same messages with the same variables as ja.ftl.
# A site's own words go into content/en/ui.ftl and are laid over these one by one.

## Site

site-title = Documentation
site-description = { "" }
site-disclaimer = { "" }
site-trademark = { "" }

## The text of a page

# What stands for " at the start and at the end of quoted Latin words, and for '; empty, they stay
quotes = “ ” ’

## The frame of a page

skip-to-content = Skip to content
languages-label = Language
# Stands beside the name of a language that has no translation of this page
language-untranslated = not translated
navigation-label = Site
navigation-menu = Menu
# $title: the title of a section of the menu
navigation-below = Pages under { $title }
scheme-label = Colours
scheme-system = Auto
scheme-light = Light
scheme-dark = Dark
breadcrumbs-label = You are here
contents-label = On this page
pager-label = Previous and next page
previous-page = Previous
next-page = Next
edit-page = Edit this page
feed = News feed (Atom)
page-hash = Content id of this page

## Search

search-title = Search
search-label = Search
search-hint = Search this site
search-close = Close
search-results-label = Results
# $count: how many pages were found
search-count = Pages found: { $count }
# $count: how many pages were found in the part of the index that was looked at
search-count-least = Pages found: { $count } or more
search-none = No page fits these words.
search-advice = Try fewer or other words, or the beginning of a word. Capital letters and accents make no difference.
search-busy = Searching…
search-failed = The search did not work. Please check your connection.
search-retry = Try again
# Stands above pages that only some of the words fit
search-partial = Partial matches
search-more = Show more
search-all = Search everything
# Leads to what was found in another language
# $language: the name of the other language
# $count: how many pages were found
search-elsewhere = In { $language }: { $count }
# $language: the name of the other language
# $count: how many pages were found in the part of the index that was looked at
search-elsewhere-least = In { $language }: { $count } or more
search-key-walk = choose
search-key-open = open
search-key-close = close
search-pages = All pages
search-pages-text = Where no results appear, you can find the page in this list.

## The line under the title

as-of = As of
published = Published
updated = Last updated
also-in = Also in
no-translation = Not translated
draft = Draft

## Pages that are not translated yet

fallback-title = Not translated yet
# $language: the name of the language the reader is in
# $source: the name of the original's language
fallback-text = There is no version of this page in { $language } yet. You are reading the original in { $source }.
fallback-source = Open the original page

## Translations that are behind their original

stale-title = The original has changed
# $source: the name of the original's language
# $units: how many pieces of the original have changed
stale-text = The original in { $source } has changed in { $units ->
    [one] one place
   *[other] { $units } places
} since this page was translated.
stale-sections = What has changed in the original:
stale-source = Open the original page

## Pages that are not there, have moved, and the choice of a language

not-found-title = Page not found
not-found-text = The address may be mistyped, or the page may have been moved or removed.
not-found-home = You can start again from here:
moved-title = This page has moved
moved-text = If you are not taken there by yourself, follow this link:
chooser-prompt = Choose a language

## Notices

note = Note
tip = Tip
important = Important
warning = Warning
caution = Caution
reference = For reference

## Parts of the text

tabs-label = Switch between views
tabs-back = Back to tabs
code-copy = Copy
code-copied = Copied
# Stands on paper above the addresses that the numbers behind links mean
link-notes = Addresses of the links
# $number: the number of the note
footnote-back = Back to the text (note { $number })
# $kind: the kind of file, such as PDF
# $size: its size, such as 475 KB
file-info = { $kind }, { $size }

## The form index

forms-search = Filter the list
forms-search-hint = Title, file name, language
# $shown: how many rows are shown
# $total: how many there are
forms-count = Showing { $shown } of { $total }
forms-none = Nothing here fits these words.
forms-show-all = Show all
forms-language-filter = Filter by language
forms-caption = List of documents
forms-title = Title
forms-language = Language
forms-kind-label = Kind
forms-size = Size
forms-date = Date
# $kind: one of form, checklist, guide, brief
forms-kind = { $kind ->
    [form] Form
    [checklist] Checklist
    [guide] Guide
   *[brief] Brief
}
forms-external = external site
forms-no-size = none

## Sorted lists

# The words that a title may begin with and is not sorted by, with spaces between them
sort-articles = a an the

## The glossary

glossary-letters = Letters
# $language: the name of the word's language
glossary-forms = Also ({ $language })
# $language: the name of the word's language
glossary-not = Do not use ({ $language })

## All pages as one book, to be printed

# Stands behind the title of the site
book-name = Print edition
book-contents = Contents

## Sheets to print

sheet-mark = Working copy
sheet-privacy = What you type stays in this browser. It is neither sent nor stored.
sheet-tools = Actions for this sheet
sheet-print = Print
sheet-clear = Clear
sheet-undo = Undo
sheet-cleared = Cleared.
sheet-restored = Restored.
sheet-required = required
sheet-choose = Choose one
sheet-number = No.
# What an empty date prints as, to be filled in by hand
sheet-date-blank = { "" }
# $column: the heading of the column
# $row: the number of the row
sheet-cell = { $column }, row { $row }
sheet-sign-hint = to be signed on paper

example-source = Written
example-result = Shown
