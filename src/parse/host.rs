//! What a site is put on.

/// A host, or a server, that reads something of its own beside the pages.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Host {
    /// GitHub Pages.
    GithubPages,
    /// Cloudflare Pages, and Workers with static assets.
    Cloudflare,
    /// Netlify.
    Netlify,
    /// Azure Static Web Apps.
    AzureStaticWebApps,
    /// nginx.
    Nginx,
    /// Caddy.
    Caddy,
    /// Any other: files and nothing else.
    Files,
}

impl Host {
    /// As they are called in `site.toml` and on the command line.
    pub const NAMES: [(&'static str, Self); 7] = [
        ("github-pages", Self::GithubPages),
        ("cloudflare", Self::Cloudflare),
        ("netlify", Self::Netlify),
        ("azure-static-web-apps", Self::AzureStaticWebApps),
        ("nginx", Self::Nginx),
        ("caddy", Self::Caddy),
        ("files", Self::Files),
    ];
}
