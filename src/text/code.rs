//! Every kind of finding.

/// How grave a finding is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Severity {
    /// Stops a build before anything is written.
    Error,
    /// Is told, and stops nothing unless `--strict` says so.
    Warning,
}

/// Declares every kind of finding: its stable name, severity, and the names of its arguments.
macro_rules! codes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal $severity:ident [$($argument:literal)*],)*) => {
        /// The kind of a finding. The names are stable: people write them into `allow` comments
        /// and scripts. The words are the Fluent messages of the same name in `report`.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub enum Code { $($(#[$doc])* $variant,)* }

        impl Code {
            /// Every code, in the order of their declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The stable name, in kebab case.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// How grave it is by itself.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity,)* }
            }

            /// The names of the arguments that its words may use.
            pub fn arguments(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($argument,)*],)* }
            }
        }
    };
}

codes! {
    // What a file is made of.
    /// Bytes that are not UTF-8; `encoding` is a guess such as `Shift_JIS`, `label` what `--from` takes.
    NotUtf8 = "not-utf8" Error ["encoding" "label"],
    /// A control character or noncharacter, as it is or by an escape (`"\\0"`).
    ForbiddenCharacter = "forbidden-character" Error ["character"],
    /// Over 16 MiB.
    FileTooLarge = "file-too-large" Error ["limit"],
    /// Lists, quotes or directives nested over the limit.
    NestingTooDeep = "nesting-too-deep" Error ["limit"],
    /// Markdown of which the parser makes more than the limit.
    TooMuchMarkup = "too-much-markup" Error ["limit"],
    /// A library panicked over this file; the others went on.
    ParserPanic = "parser-panic" Error [],
    /// A symbolic link that leads out of the site's folder, or nowhere.
    LinkOutside = "link-outside" Error ["target"],
    /// Two names that one file system or another takes for the same.
    NameCollision = "name-collision" Error ["other"],
    /// A name that Windows cannot hold.
    WindowsName = "windows-name" Error ["name"],
    /// A path that is longer than Windows takes, wherever its site lies.
    PathTooLong = "path-too-long" Warning ["length" "limit"],
    /// A name whose accents and sound marks are characters of their own (NFD).
    DecomposedName = "decomposed-name" Warning ["name"],
    /// A file's name that is not UTF-8.
    NameNotUtf8 = "name-not-utf8" Error ["name"],
    /// A file below `content/` that belongs to nothing.
    StrayFile = "stray-file" Warning [],

    // Front matter and configuration.
    /// `---` without its second `---`.
    UnclosedFrontMatter = "unclosed-front-matter" Error ["fence"],
    /// The YAML reader's own words follow as a note.
    YamlSyntax = "yaml-syntax" Error [],
    /// The TOML reader's own words follow as a note.
    TomlSyntax = "toml-syntax" Error [],
    /// A full-width character where the language of the file wants a plain one.
    FullWidthSyntax = "full-width-syntax" Error ["text" "meant"],
    /// A key that nothing reads.
    UnknownKey = "unknown-key" Error ["key"],
    /// The same key twice in one table.
    DuplicateKey = "duplicate-key" Error ["key"],
    /// A required key is not there.
    MissingKey = "missing-key" Error ["key"],
    /// A value of another type; `expected` is text, list, date, number, boolean or table.
    WrongType = "wrong-type" Error ["key" "expected"],
    /// A date that is not one (`2026-02-30`).
    BadDate = "bad-date" Error ["value"],
    /// A value that is not among the allowed ones, which `allowed` lists.
    BadValue = "bad-value" Error ["key" "value" "allowed"],
    /// An empty title.
    EmptyTitle = "empty-title" Error [],
    /// Not a BCP 47 code.
    BadLanguageCode = "bad-language-code" Error ["value"],
    /// Not `http(s)://host/path/`.
    BadBaseUrl = "bad-base-url" Error ["value"],
    /// `template:` names no file of `templates/` or the theme.
    UnknownTemplate = "unknown-template" Error ["name"],
    /// `schema` is newer than this program.
    UnknownSchema = "unknown-schema" Error ["value"],

    // Languages and pairing.
    /// `content/xx/` with no `[[language]]` of that code.
    FolderWithoutLanguage = "folder-without-language" Error ["folder"],
    /// A `[[language]]` without its folder.
    LanguageWithoutFolder = "language-without-folder" Error ["code"],
    /// A code that is neither a `[[language]]` nor has `[language_names.X]`.
    UnknownLanguage = "unknown-language" Error ["code"],
    /// A translation whose source page is not there.
    TranslationWithoutSource = "translation-without-source" Warning ["source"],
    /// The source language has no `index.md`.
    NoFrontPage = "no-front-page" Error ["code"],
    /// Headings differ from the source's, so ids cannot be inherited.
    OutlineMismatch = "outline-mismatch" Warning ["source"],

    /// A mark of what is still to be translated, and how many the page has; in a draft it is a warning.
    DraftMarker = "draft-marker" Error ["count"],

    // Routes.
    /// Two pages at one address.
    DuplicateRoute = "duplicate-route" Error ["route" "other"],
    /// An alias at the address of a page or of another alias.
    AliasTaken = "alias-taken" Error ["alias" "other"],
    /// `slug` or an alias that no address can be made of.
    BadAddress = "bad-address" Error ["value"],
    /// An address that was published once and is none of the site any more. `kind` is page, file or
    /// language (the language itself is gone); `alias` is what a page that takes its place writes.
    AddressGone = "address-gone" Warning ["address" "kind" "alias"],
    /// A line of `urls.lock` that is none.
    BadUrlsLock = "bad-urls-lock" Warning [],

    /// Nobody can say for certain what translates a unit, so other programs do not get it.
    ExportLeftOut = "export-left-out" Warning ["unit"],
    /// A file holds work that nobody has taken in, so it is not written anew.
    ExportHeld = "export-held" Warning ["unit"],
    /// A line of a PO file that is none.
    PoSyntax = "po-syntax" Error [],
    /// No page of the site has this unit.
    ImportNoPage = "import-no-page" Warning ["unit"],
    /// The source is not what was translated any more.
    ImportOutdated = "import-outdated" Warning ["unit"],
    /// The page has no place for it that is certain.
    ImportNoPlace = "import-no-place" Warning ["unit"],
    /// Somebody has changed the translation since it went out.
    ImportConflict = "import-conflict" Warning ["unit"],
    /// It has other links, code or images, or is not one unit.
    ImportUnfit = "import-unfit" Warning ["unit"],

    /// What is the same in every language has changed in a unit, and the program cannot write it here.
    SyncByHand = "sync-by-hand" Warning ["unit"],

    // Links.
    /// A page that is not there.
    BrokenLink = "broken-link" Error ["target"],
    /// The page is there, the heading is not.
    MissingAnchor = "missing-anchor" Error ["anchor" "page"],
    /// The page is about to be removed.
    LinkToRemoved = "link-to-removed" Error ["target"],
    /// The page has moved, and the program cannot write the new target here.
    LinkByHand = "link-by-hand" Warning ["target" "meant"],
    /// A link led to a heading of a page that is gone; the page in its place has none of that id.
    AnchorDropped = "anchor-dropped" Warning ["anchor"],
    /// The page has moved, and the program cannot write its earlier address here.
    AliasByHand = "alias-by-hand" Warning ["alias"],
    /// A file of `static/` that is not there.
    MissingFile = "missing-file" Error ["target"],
    /// A link to a draft, which is not published.
    LinkToDraft = "link-to-draft" Error ["target"],
    /// Neither a relative `.md` path, nor `/file`, nor a full address.
    LinkForm = "link-form" Error ["target"],
    /// A scheme other than http, https, mailto, tel.
    UnsafeLink = "unsafe-link" Error ["target"],
    /// Script, handlers or another document in an SVG of `static/`.
    ActiveSvg = "active-svg" Warning ["what"],
    /// A file that is called an image and shows no size in its first bytes.
    UnreadableImage = "unreadable-image" Warning ["kind"],
    /// An image of another kind than its name says.
    WrongImageKind = "wrong-image-kind" Warning ["name" "kind"],
    /// Over 100 megapixels.
    ImageTooLarge = "image-too-large" Error ["megapixels" "limit"],
    /// An image without an alternative text.
    MissingAlt = "missing-alt" Warning ["target"],

    // Markdown and directives.
    /// Raw HTML, which is off.
    RawHtml = "raw-html" Error [],
    /// A full-width mark that was meant as Markdown; `kind` is heading, list, quote, strong,
    /// emphasis, table, link, space (before a link's address), address or directive.
    FullWidthMarkup = "full-width-markup" Warning ["kind" "text"],
    /// An address in a text that ends where Japanese begins, at a place where it seems to go on.
    AddressCut = "address-cut" Warning ["target" "text"],
    /// A page that sets Latin words off from Japanese by a space in some places and not in others.
    MixedSpacing = "mixed-spacing" Warning ["spaced" "joined"],
    /// U+FFFD, or UTF-8 that something read in another encoding.
    GarbledText = "garbled-text" Warning ["text"],
    /// Two characters that look the same and are one in some encodings, in one file.
    MixedCharacters = "mixed-characters" Warning ["here" "there"],
    /// Two headings or directives of one page with the same id.
    DuplicateId = "duplicate-id" Error ["id"],
    /// No template of that name.
    UnknownDirective = "unknown-directive" Error ["name"],
    /// An attribute that the directive's template does not declare.
    UnknownAttribute = "unknown-attribute" Error ["name" "directive"],
    /// A required attribute, or `[title]`, is not there.
    MissingAttribute = "missing-attribute" Error ["name" "directive"],
    /// No table, or several, in a directive that wants one.
    TableCount = "table-count" Error ["directive" "count"],
    /// `{…}` that cannot be read.
    BadAttributes = "bad-attributes" Error [],
    /// `:::name` without its `:::`.
    UnclosedDirective = "unclosed-directive" Error ["name"],
    /// `:::` that closes nothing.
    StrayFence = "stray-fence" Error [],
    /// A code block in a language that no grammar knows.
    UnknownCodeLanguage = "unknown-code-language" Warning ["name"],
    /// Words behind a code block's language that are neither its title nor lines of it.
    BadCodeInfo = "bad-code-info" Warning ["text"],
    /// A part that includes itself; `chain` names the way.
    IncludeCycle = "include-cycle" Error ["chain"],
    /// A chain of more files than the limit, without a circle; `chain` names the way.
    IncludeTooDeep = "include-too-deep" Error ["chain" "limit"],
    /// A page that brings in more parts than it may, those of its parts among them.
    TooManyParts = "too-many-parts" Error ["limit"],
    /// `::include` of a file that is not there.
    MissingInclude = "missing-include" Error ["target"],
    /// A directive template's first line does not declare its attributes.
    BadDeclaration = "bad-declaration" Error [],

    // Templates and messages.
    /// The template engine's own words follow as a note.
    TemplateSyntax = "template-syntax" Error [],
    /// A template failed while a page was rendered (an undefined name …).
    TemplateFailed = "template-failed" Error ["page"],
    /// The Fluent parser's own words follow as a note.
    FluentSyntax = "fluent-syntax" Error [],
    /// A template asks for a message that no language has.
    MissingMessage = "missing-message" Error ["message"],
    /// Messages that another language has and this one lacks.
    UntranslatedMessage = "untranslated-message" Error ["message" "language"],
    /// A message whose variables differ from the default language's.
    MessageVariables = "message-variables" Error ["message" "here" "there"],
    /// A message needs a variable that the template does not give.
    MissingVariable = "missing-variable" Error ["message" "variable"],

    // Forms and terms.
    /// An id that another row has already.
    DuplicateRowId = "duplicate-row-id" Error ["id"],
    /// Not exactly one of page, file and url.
    TargetCount = "target-count" Error [],
    /// `size` beside page or file, which the program measures itself.
    NeedlessSize = "needless-size" Error [],
    /// A title in kanji in a list that is sorted by readings.
    MissingReading = "missing-reading" Warning ["title"],
    /// A form that the glossary forbids; `use` is what to write.
    ForbiddenTerm = "forbidden-term" Error ["term" "use"],
    /// A term that the source has, and not what the glossary calls it here.
    MissingTerm = "missing-term" Warning ["term" "use"],

    // A translation beside its source; `there` is what the source has, `here` the translation.
    /// A unit of another kind, or none, where the source has one.
    ParityStructure = "parity-structure" Warning ["there" "here"],
    /// A heading with another id.
    ParityId = "parity-id" Warning ["there" "here"],
    /// A line of a code block that is another, or its language.
    ParityCode = "parity-code" Warning ["there" "here"],
    /// Code, placeholders and versions among words.
    ParityInline = "parity-inline" Warning ["there" "here"],
    /// Where links lead.
    ParityLink = "parity-link" Warning ["there" "here"],
    /// Images.
    ParityImage = "parity-image" Warning ["there" "here"],
    /// The number of references to footnotes.
    ParityFootnote = "parity-footnote" Warning ["there" "here"],
    /// Numbers.
    ParityNumber = "parity-number" Warning ["there" "here"],
    /// The name or settings of a directive.
    ParityDirective = "parity-directive" Warning ["there" "here"],
    /// The cells of a row.
    ParityCells = "parity-cells" Warning ["there" "here"],
    /// A unit of a translation was worked on, and what it says is not confirmed.
    UnconfirmedWork = "unconfirmed-work" Warning ["page" "units"],
    /// The source has other addresses, code or ids in units; told where a gate asks for it.
    MechanicalChange = "mechanical-change" Warning ["page" "units"],

    // What is expected.
    /// An `allow` of a code that is none.
    UnknownAllow = "unknown-allow" Warning ["name"],
    /// An `allow` of what is not there.
    UselessAllow = "useless-allow" Warning ["name"],
    /// A line of `baseline.txt` that is none.
    BadBaseline = "bad-baseline" Warning [],

    // The gate of a language, with `check --strict` alone.
    /// A page that must be there and up to date is not; `state` is how it stands.
    GatePage = "gate-page" Error ["page" "state"],
    /// No page fits a pattern of `require`.
    GateNothing = "gate-nothing" Error ["pattern"],
    /// More pages are stale than may be.
    GateStalePages = "gate-stale-pages" Error ["count" "limit"],
    /// A page is stale for longer than it may be, in days.
    GateStaleAge = "gate-stale-age" Error ["page" "days" "limit"],
}

impl Code {
    /// Whether it tells that a translation is built otherwise than its source.
    pub fn is_of_parity(self) -> bool {
        self.name().starts_with("parity-")
    }
}
