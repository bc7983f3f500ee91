//! The files of a host.

use std::collections::BTreeMap;

use super::azure::azure;
use super::caddy::{self, caddy};
use super::nginx::{self, nginx};
use super::rules::{cloudflare_headers, cloudflare_redirects, netlify_headers, netlify_redirects};
use super::served::Served;
use crate::build::Built;
use crate::parse::Host;
use crate::render::Emitted;

/// What a host reads beside the pages.
#[derive(Debug, Default)]
pub struct HostFiles {
    /// The files, by their path below the output folder.
    pub files: BTreeMap<String, Emitted>,
    /// Those that the site has of its own: they stay as they are.
    pub own: Vec<String>,
    /// What the host takes; nothing where that is no number.
    pub limits: Option<Limits>,
    /// So many redirects are more than the host takes. At those addresses, pages lead on.
    pub unfit: usize,
}

/// What a host takes of a site.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Files in all.
    pub files: usize,
    /// The size of each, in MiB.
    pub size: usize,
}

/// On Cloudflare's plan without a fee; the others have more files.
const CLOUDFLARE: Limits = Limits { files: 20_000, size: 25 };

/// Makes the files of a host for a site.
pub fn host_files(host: Host, built: &Built) -> HostFiles {
    let served = Served::new(built);
    let mut found = HostFiles::default();
    let mut put = |path: &str, text: String| {
        if built.output.files.contains_key(path) {
            found.own.push(path.to_owned());
        } else {
            found.files.insert(path.to_owned(), Emitted::new(text.into_bytes()));
        }
    };
    let mut unfit = 0;
    match host {
        Host::Files => {}
        Host::GithubPages => {
            // Without it, files whose names begin with a line are left out.
            put(".nojekyll", String::new());
            let own = |domain: &&str| !domain.ends_with(".github.io") && !domain.contains(':');
            if let Some(domain) = served.domain().filter(own) {
                put("CNAME", format!("{domain}\n"));
            }
        }
        Host::Cloudflare => {
            let (redirects, over) = cloudflare_redirects(&served);
            unfit = over;
            put("_redirects", redirects);
            put("_headers", cloudflare_headers(&served));
        }
        Host::Netlify => {
            put("_redirects", netlify_redirects(&served));
            put("_headers", netlify_headers(&served));
        }
        Host::AzureStaticWebApps => {
            let (config, over) = azure(&served);
            unfit = over;
            put("staticwebapp.config.json", config);
        }
        Host::Nginx => {
            let (config, over) = nginx(&served);
            unfit = over;
            put(nginx::FILE, config);
        }
        Host::Caddy => put(caddy::FILE, caddy(&served)),
    }
    let limits = (host == Host::Cloudflare).then_some(CLOUDFLARE);
    HostFiles { limits, unfit, ..found }
}
