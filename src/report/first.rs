//! The first texts of a new site, in the languages that the program speaks.

use super::words::UiLang;

/// A host of code whose machines can check and publish a site.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CodeHost {
    /// Actions and Pages of GitHub.
    GitHub,
    /// Pipelines and Pages of GitLab.
    GitLab,
}

impl CodeHost {
    /// The file that tells it what to do.
    pub fn path(self) -> &'static str {
        match self {
            Self::GitHub => ".github/workflows/site.yml",
            Self::GitLab => ".gitlab-ci.yml",
        }
    }
}

/// What a language of a new site begins with.
#[derive(Clone, Copy, Debug)]
pub struct FirstTexts {
    /// Pages, by their path below the folder of the language.
    pub pages: [(&'static str, &'static str); 2],
    /// The message that is the site's title.
    pub title: &'static str,
    /// What `site.toml` says of itself, as comments.
    pub settings: &'static str,
    /// What it says of the place where the site is published, as comments at its end.
    pub publishing: &'static str,
    github: &'static str,
    gitlab: &'static str,
}

impl FirstTexts {
    /// What a host of code is told to do, with comments.
    pub fn workflow(&self, host: CodeHost) -> &'static str {
        match host {
            CodeHost::GitHub => self.github,
            CodeHost::GitLab => self.gitlab,
        }
    }
}

/// What `content/urls.lock` says of itself: whoever opens it may speak either language.
pub const URLS_HEAD: &str = "\
    # 公開したアドレスの一覧です。アドレスをやめるときは、その行を削除します（`taiyaku build --record` が追記します）。\n\
    # Addresses that were published, added by `taiyaku build --record`; take a line out to let its address go on purpose.\n";

impl UiLang {
    /// The first texts in a language; nothing where the program does not speak it.
    pub fn first_texts(code: &str) -> Option<FirstTexts> {
        let own = Self::ALL.iter().find(|lang| lang.code() == code)?;
        Some(match own {
            Self::Ja => FirstTexts {
                pages: [
                    ("index.md", include_str!("first/ja/index.md")),
                    ("first-steps.md", include_str!("first/ja/first-steps.md")),
                ],
                title: "サイトの名前",
                settings: "# サイト全体の設定です。ページは言語ごとのフォルダーにあります。\n\
                           # 公開する前に、次の行の「# 」を消してアドレスを書いてください。\n",
                publishing: "\n# 公開先を書くと、公開先が読むリダイレクトやヘッダーの設定も作られます。\n\
                             # [publish]\n# host = \"github-pages\"\n",
                github: include_str!("first/ja/github.yml"),
                gitlab: include_str!("first/ja/gitlab.yml"),
            },
            Self::En => FirstTexts {
                pages: [
                    ("index.md", include_str!("first/en/index.md")),
                    ("first-steps.md", include_str!("first/en/first-steps.md")),
                ],
                title: "Name of the site",
                settings: "# Settings of the whole site. Each language has its pages in a folder.\n\
                           # Before publishing, take \"# \" away from the next line and write the address.\n",
                publishing: "\n# With what the site is put on, the redirects and headers that it reads are written too.\n\
                             # [publish]\n# host = \"github-pages\"\n",
                github: include_str!("first/en/github.yml"),
                gitlab: include_str!("first/en/gitlab.yml"),
            },
        })
    }
}
