//! What an open tab hears: after every build the same few facts about its page. It compares them
//! with what it shows, so a message that was lost, or came twice, does no harm.

use std::time::Duration;

use axum::extract::ws::{Message, WebSocket};
use serde::Serialize;
use tokio::sync::watch::Receiver;
use tokio::time::{interval, timeout};

use super::desk::{Desk, find};
use super::preview::{Preview, Report};

/// A sign of life, for what stands between us and the tab and forgets silent connections.
const BEAT: Duration = Duration::from_secs(20);
/// A tab that takes longer to hear us is gone.
const DEAF: Duration = Duration::from_secs(10);

/// The facts.
#[derive(Serialize)]
struct Facts<'a> {
    /// Changes when the page does.
    page: &'a str,
    /// The address that the theme's files begin with; where it is another one, styles changed.
    theme: String,
    /// Changes when a script of the theme does.
    scripts: String,
    report: &'a Report,
}

/// Tells a tab about the page at `path` until it is closed.
pub(super) async fn converse(
    mut socket: WebSocket,
    mut previews: Receiver<Preview>,
    desk: &Desk,
    path: &str,
) {
    let mut told = String::new();
    let mut beat = interval(BEAT);
    loop {
        let facts = facts(&previews.borrow_and_update().clone(), desk, path);
        if facts != told {
            told.clone_from(&facts);
            if !heard(&mut socket, Message::Text(facts.into())).await {
                return;
            }
        }
        tokio::select! {
            changed = previews.changed() => if changed.is_err() { return },
            _ = beat.tick() => if !heard(&mut socket, Message::Ping(Vec::new().into())).await { return },
            said = socket.recv() => match said {
                None | Some(Err(_) | Ok(Message::Close(_))) => return,
                Some(Ok(_)) => {}
            },
        }
    }
}

async fn heard(socket: &mut WebSocket, message: Message) -> bool {
    matches!(timeout(DEAF, socket.send(message)).await, Ok(Ok(())))
}

fn facts(preview: &Preview, desk: &Desk, path: &str) -> String {
    let page = find(preview, desk, path).key();
    let site = preview.site.as_ref();
    let facts = Facts {
        page: &page,
        theme: site.map(|site| site.theme_href()).unwrap_or_default(),
        scripts: site.map(|site| site.scripts.short(16)).unwrap_or_default(),
        report: &preview.report,
    };
    // Texts and numbers: nothing that could not be written.
    serde_json::to_string(&facts).unwrap_or_default()
}
