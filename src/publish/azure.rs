//! `staticwebapp.config.json`, as Azure Static Web Apps reads it.

use serde_json::{Map, Value, json};

use super::served::{ASKED, EVERYWHERE, FOR_EVER, POLICY, Served};

/// Bytes that the host takes.
const MOST: usize = 20_000;

/// The file, and how many redirects did not fit: at those, the page that leads on answers.
pub(super) fn azure(served: &Served<'_>) -> (String, usize) {
    let mut routes = vec![json!({
        "route": format!("{}*", served.theme()),
        "headers": { "Cache-Control": FOR_EVER },
    })];
    let moved: Vec<Value> = served
        .moved()
        .map(|(from, to)| json!({ "route": served.address(from), "redirect": to, "statusCode": 301 }))
        .collect();
    let mut size = text(served, &routes).len();
    let mut unfit = moved.len();
    for route in moved {
        // Each stands indented twice, on lines of its own, with a comma.
        let lines = serde_json::to_string_pretty(&route).unwrap_or_default();
        size += lines.len() + 4 * lines.lines().count() + 2;
        if size > MOST {
            break;
        }
        unfit -= 1;
        routes.push(route);
    }
    (text(served, &routes), unfit)
}

fn text(served: &Served<'_>, routes: &[Value]) -> String {
    let mut headers: Map<String, Value> =
        EVERYWHERE.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
    headers.insert(POLICY.to_owned(), json!(served.policy));
    // A route's own header comes in place of this one.
    headers.insert("Cache-Control".to_owned(), json!(ASKED));
    let config = json!({
        "trailingSlash": "always",
        "routes": routes,
        "responseOverrides": { "404": { "rewrite": served.address("404.html") } },
        "globalHeaders": headers,
    });
    serde_json::to_string_pretty(&config).unwrap_or_default() + "\n"
}
