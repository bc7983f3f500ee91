//! Messages that say different things by number, with the numbers that a language tells apart.

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::ast::{Variant, VariantKey};

/// Every name that a kind of number has in any language.
const KINDS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Gives each selection by number a variant for every kind of `kinds`, which ends with `other`;
/// true if there is one. A kind that was not there says what the others said.
pub(super) fn with_kinds<'t>(pattern: &mut Pattern<&'t str>, kinds: &[&'t str]) -> bool {
    let mut found = false;
    for element in &mut pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        let Expression::Select { selector, variants } = expression else { continue };
        for variant in variants.iter_mut() {
            found |= with_kinds(&mut variant.value, kinds);
        }
        if counts(selector, variants) {
            *variants = varied(variants, kinds);
            found = true;
        }
    }
    found
}

/// Whether a selection is by the kind of a number. Ordinals are told apart by other rules.
fn counts(selector: &InlineExpression<&str>, variants: &[Variant<&str>]) -> bool {
    let is_ordinal = matches!(
        selector,
        InlineExpression::FunctionReference { arguments, .. }
            if arguments.named.iter().any(|argument| argument.name.name == "type")
    );
    let is_kind = |variant: &Variant<&str>| match &variant.key {
        VariantKey::Identifier { name } => KINDS.contains(name),
        VariantKey::NumberLiteral { .. } => true,
    };
    !is_ordinal && variants.iter().all(is_kind)
}

fn varied<'t>(variants: &[Variant<&'t str>], kinds: &[&'t str]) -> Vec<Variant<&'t str>> {
    let is_exact = |variant: &&Variant<_>| matches!(variant.key, VariantKey::NumberLiteral { .. });
    let of_kind = |kind: &str| {
        let named = |key: &VariantKey<&str>| matches!(key, VariantKey::Identifier { name } if *name == kind);
        variants.iter().find(|variant| named(&variant.key))
    };
    let rest = of_kind("other").or_else(|| variants.iter().find(|variant| variant.default));
    let exact = variants.iter().filter(is_exact).cloned();
    let exact = exact.map(|variant| Variant { default: false, ..variant });
    let counted = kinds.iter().filter_map(|kind| {
        let value = of_kind(kind).or(rest)?.value.clone();
        let key = VariantKey::Identifier { name: *kind };
        Some(Variant { key, value, default: *kind == "other" })
    });
    exact.chain(counted).collect()
}
