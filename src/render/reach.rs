//! The templates that the text of a page can reach: those of its directives, and whatever these name.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::parse::Template;
use crate::site::Content;

/// The prefix of the embedded templates, which stand behind the site's own of the same name.
const THEME: &str = "theme/";

/// For each directive the templates that it reaches, by name. A template is reached by its name
/// alone, which stands in the text as it is; a component may be defined anywhere, so where one is
/// used all templates are reached.
pub(super) fn reached(content: &Content) -> BTreeMap<&str, Vec<&Arc<Template>>> {
    let mut by_name: BTreeMap<&str, Vec<&Arc<Template>>> = BTreeMap::new();
    for template in content.templates.values() {
        by_name.entry(own(&template.name)).or_default().push(template);
    }
    let directives = by_name.keys().filter_map(|name| {
        let directive = name.strip_prefix("directives/")?.strip_suffix(".html")?;
        let reached = from(name, &by_name).unwrap_or_else(|| content.templates.values().collect());
        Some((directive, reached))
    });
    directives.collect()
}

/// What is reached from a template; nothing where that may be everything.
fn from<'a>(
    name: &'a str,
    by_name: &BTreeMap<&'a str, Vec<&'a Arc<Template>>>,
) -> Option<Vec<&'a Arc<Template>>> {
    let mut names: BTreeSet<&str> = BTreeSet::new();
    let mut next = vec![name];
    while let Some(name) = next.pop() {
        if !names.insert(name) {
            continue;
        }
        for template in by_name.get(name).into_iter().flatten() {
            if uses_component(&template.text) {
                return None;
            }
            next.extend(by_name.keys().filter(|other| template.text.contains(**other)));
        }
    }
    Some(names.iter().filter_map(|name| by_name.get(name)).flatten().copied().collect())
}

fn own(name: &str) -> &str {
    name.strip_prefix(THEME).unwrap_or(name)
}

/// `{{ <name/> }}` or `{% <name> %}`.
fn uses_component(text: &str) -> bool {
    let begins = |open: &str| {
        text.split(open)
            .skip(1)
            .any(|rest| rest.trim_start_matches('-').trim_start().starts_with('<'))
    };
    begins("{{") || begins("{%")
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Content, reached};
    use crate::parse::parse_template;
    use crate::text::{FilePath, Source};

    #[track_caller]
    fn check(templates: &[(&str, &str)], expected: &[&str]) {
        let mut content = Content::default();
        for (name, text) in templates {
            let path = FilePath::new(&format!("templates/{name}"));
            let template = parse_template(&Source::new(path, text.as_bytes())).value;
            content.templates.insert(template.name.clone(), Arc::new(template));
        }
        let reached = reached(&content);
        let names: Vec<&str> = reached["a"].iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn what_a_directive_names_is_reached_in_the_theme_and_in_the_site() {
        let directive =
            ("theme/directives/a.html", "{# attributes: #}{% include \"parts/x.html\" %}");
        let part = ("theme/parts/x.html", "{% include \"parts/y.html\" %}");
        let (page, y) = (("theme/page.html", "{{ <button/> }}"), ("theme/parts/y.html", ""));
        check(&[directive, part, page], &["theme/directives/a.html", "theme/parts/x.html"]);
        let own = ("parts/y.html", "");
        let all =
            ["theme/directives/a.html", "theme/parts/x.html", "parts/y.html", "theme/parts/y.html"];
        check(&[directive, part, page, y, own], &all);
    }

    #[test]
    fn a_component_may_be_anywhere() {
        let uses = ("directives/a.html", "{# attributes: #}{{- <button/> }}");
        check(&[uses, ("page.html", "")], &["directives/a.html", "page.html"]);
        let compares = ("directives/a.html", "{# attributes: #}{% if 1 < 2 %}{% endif %}");
        check(&[compares, ("page.html", "")], &["directives/a.html"]);
    }
}
