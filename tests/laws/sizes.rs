//! How long things are, and what they are called.

use syn::visit::Visit;

use super::rust_files;

const FILE: usize = 400;
const FUNCTION: usize = 60;

pub(crate) fn long_files() -> Vec<String> {
    let files = rust_files("src").into_iter().chain(rust_files("tests"));
    let long = files.map(|code| (code.text.lines().count(), code.path));
    long.filter(|(lines, _)| *lines > FILE)
        .map(|(lines, path)| format!("{path}: {lines} lines"))
        .collect()
}

pub(crate) fn long_functions() -> Vec<String> {
    let mut breaches = Vec::new();
    for code in rust_files("src").into_iter().chain(rust_files("tests")) {
        let mut found = Functions { path: &code.path, breaches: &mut breaches };
        found.visit_file(&code.syntax());
    }
    breaches
}

struct Functions<'a> {
    path: &'a str,
    breaches: &'a mut Vec<String>,
}

impl Functions<'_> {
    fn measure(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let first = signature.fn_token.span.start().line;
        let last = block.brace_token.span.close().end().line;
        let lines = last - first + 1;
        if lines > FUNCTION {
            let name = &signature.ident;
            self.breaches.push(format!("{}:{first}: `{name}` has {lines} lines", self.path));
        }
    }
}

impl<'ast> Visit<'ast> for Functions<'_> {
    fn visit_item_fn(&mut self, function: &'ast syn::ItemFn) {
        self.measure(&function.sig, &function.block);
        syn::visit::visit_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        self.measure(&function.sig, &function.block);
        syn::visit::visit_impl_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &'ast syn::TraitItemFn) {
        if let Some(block) = &function.default {
            self.measure(&function.sig, block);
        }
        syn::visit::visit_trait_item_fn(self, function);
    }
}

/// Modules that hold whatever was left over, and types that could be anything.
pub(crate) fn empty_names() -> Vec<String> {
    let mut breaches = Vec::new();
    for code in rust_files("src") {
        let stem = code.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".rs");
        let folders = code.path.split('/');
        for name in folders.chain([stem]) {
            if ["utils", "util", "common", "helpers", "helper", "misc"].contains(&name) {
                breaches.push(format!("{}: `{name}` says nothing", code.path));
            }
        }
        let mut found = Types { path: &code.path, breaches: &mut breaches };
        found.visit_file(&code.syntax());
    }
    breaches
}

struct Types<'a> {
    path: &'a str,
    breaches: &'a mut Vec<String>,
}

impl Types<'_> {
    fn judge(&mut self, name: &syn::Ident) {
        let text = name.to_string();
        if ["Manager", "Handler", "Context"].iter().any(|end| text.ends_with(end)) {
            let line = name.span().start().line;
            self.breaches.push(format!("{}:{line}: `{text}` says nothing", self.path));
        }
    }
}

impl<'ast> Visit<'ast> for Types<'_> {
    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.judge(&item.ident);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.judge(&item.ident);
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.judge(&item.ident);
    }

    fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
        self.judge(&item.ident);
    }
}
