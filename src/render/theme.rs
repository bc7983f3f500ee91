//! The default theme, which is part of the program.

/// Lists files of the repository that are embedded, by their path from ROOT.
macro_rules! embed {
    ($($path:literal)*) => {
        &[$(($path, include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/", $path)).as_slice())),*]
    };
}

/// Every file of the theme: its path from ROOT and its bytes. A test holds the list against the
/// folders.
pub const THEME: &[(&str, &[u8])] = embed![
    "static/theme/alias.js"
    "static/theme/favicon.svg"
    "static/theme/fold.js"
    "static/theme/forms.js"
    "static/theme/sheet.js"
    "static/theme/theme.css"
    "static/theme/theme.js"
    "templates/theme/404.html"
    "templates/theme/alias.html"
    "templates/theme/chooser.html"
    "templates/theme/directives/card.html"
    "templates/theme/directives/cards.html"
    "templates/theme/directives/caution.html"
    "templates/theme/directives/children.html"
    "templates/theme/directives/details.html"
    "templates/theme/directives/download.html"
    "templates/theme/directives/example.html"
    "templates/theme/directives/field.html"
    "templates/theme/directives/fields.html"
    "templates/theme/directives/figure.html"
    "templates/theme/directives/forms.html"
    "templates/theme/directives/glossary.html"
    "templates/theme/directives/grid.html"
    "templates/theme/directives/important.html"
    "templates/theme/directives/news.html"
    "templates/theme/directives/note.html"
    "templates/theme/directives/reference.html"
    "templates/theme/directives/sheet.html"
    "templates/theme/directives/sign.html"
    "templates/theme/directives/steps.html"
    "templates/theme/directives/tab.html"
    "templates/theme/directives/table.html"
    "templates/theme/directives/tabs.html"
    "templates/theme/directives/tip.html"
    "templates/theme/directives/warning.html"
    "templates/theme/front.html"
    "templates/theme/navigation.html"
    "templates/theme/page.html"
    "templates/theme/parts/breadcrumbs.html"
    "templates/theme/parts/contents.html"
    "templates/theme/parts/fallback.html"
    "templates/theme/parts/footer.html"
    "templates/theme/parts/head.html"
    "templates/theme/parts/header.html"
    "templates/theme/parts/hint.html"
    "templates/theme/parts/languages.html"
    "templates/theme/parts/look.html"
    "templates/theme/parts/meta.html"
    "templates/theme/parts/notice.html"
    "templates/theme/parts/pager.html"
    "templates/theme/parts/policy.html"
    "templates/theme/parts/required.html"
    "templates/theme/parts/sidebar.html"
    "templates/theme/ui/en.ftl"
    "templates/theme/ui/ja.ftl"
];
