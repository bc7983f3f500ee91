//! The languages of code blocks: their names, and the grammars that colour them.

/// Names in lower case, and the grammar; none for text that has none.
pub(super) type Language = (&'static [&'static str], Option<&'static str>);

/// Every language. Only the names are
/// read here: the grammars are loaded where a block is coloured, and a test holds this list against
/// them.
pub(super) const LANGUAGES: &[Language] = &[
    (&["text", "txt", "plain", "plaintext", "console", "terminal", "output", "log", "csv"], None),
    (&["ada"], Some("Ada")),
    (&["asm", "nasm"], Some("Assembly (x86_64)")),
    (&["awk"], Some("AWK")),
    (&["bash", "sh", "shell", "zsh"], Some("Bourne Again Shell (bash)")),
    (&["batch", "bat", "cmd", "dos"], Some("Batch File")),
    (&["c", "h"], Some("C")),
    (&["clojure", "clj"], Some("Clojure")),
    (&["cmake"], Some("CMake")),
    (&["cpp", "c++", "cxx", "hpp"], Some("C++")),
    (&["csharp", "c#", "cs"], Some("C#")),
    (&["css"], Some("CSS")),
    (&["dart"], Some("Dart")),
    (&["diff", "patch"], Some("Diff")),
    (&["dockerfile", "docker"], Some("Dockerfile")),
    (&["elixir", "ex"], Some("Elixir")),
    (&["erlang", "erl"], Some("Erlang")),
    (&["fish"], Some("Fish")),
    (&["go", "golang"], Some("Go")),
    (&["graphql"], Some("GraphQL")),
    (&["groovy", "gradle"], Some("Groovy")),
    (&["haskell", "hs"], Some("Haskell")),
    (&["html", "htm"], Some("HTML")),
    (&["ini", "inf"], Some("INI")),
    (&["java"], Some("Java")),
    (&["javascript", "js", "jsx", "mjs"], Some("JavaScript")),
    (&["jinja", "jinja2", "tera"], Some("Jinja2")),
    (&["json", "jsonc", "json5"], Some("JSON")),
    (&["kotlin", "kt"], Some("Kotlin")),
    (&["latex", "tex"], Some("LaTeX")),
    (&["less"], Some("Less")),
    (&["lua"], Some("Lua")),
    (&["makefile", "make"], Some("Makefile")),
    (&["markdown", "md"], Some("Markdown")),
    (&["nginx"], Some("nginx")),
    (&["nix"], Some("Nix")),
    (&["perl", "pl"], Some("Perl")),
    (&["php"], Some("PHP")),
    (&["powershell", "ps1", "pwsh", "posh"], Some("PowerShell")),
    (&["properties"], Some("Java Properties")),
    (&["protobuf", "proto"], Some("Protocol Buffer")),
    (&["python", "py"], Some("Python")),
    (&["r"], Some("R")),
    (&["ruby", "rb"], Some("Ruby")),
    (&["rust", "rs"], Some("Rust")),
    (&["scala"], Some("Scala")),
    (&["scss"], Some("SCSS")),
    (&["sql"], Some("SQL")),
    (&["svelte"], Some("Svelte")),
    (&["swift"], Some("Swift")),
    (&["terraform", "hcl", "tf"], Some("Terraform")),
    (&["toml"], Some("TOML")),
    (&["tsx"], Some("TypeScriptReact")),
    (&["typescript", "ts"], Some("TypeScript")),
    (&["vue"], Some("Vue Component")),
    (&["xml", "xsd", "xslt", "svg"], Some("XML")),
    (&["yaml", "yml"], Some("YAML")),
    (&["zig"], Some("Zig")),
];

/// The language of a name, whatever its case.
pub(super) fn language(name: &str) -> Option<&'static Language> {
    let name = name.to_lowercase();
    LANGUAGES.iter().find(|(names, _)| names.contains(&name.as_str()))
}

/// Every grammar that a language of the list has.
pub fn grammars() -> impl Iterator<Item = &'static str> {
    LANGUAGES.iter().filter_map(|(_, grammar)| *grammar)
}
