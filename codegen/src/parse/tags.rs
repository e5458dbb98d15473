//! `#[field(3)]` and `#[reserved(2, 5..=7, "old")]`: the numbers of fields.

use std::ops::RangeInclusive;

use proc_macro2::Span;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::{Attribute, Expr, ExprLit, ExprRange, ExprUnary, Lit, LitInt, RangeLimits, Token, UnOp};

use crate::errors::Errors;
use crate::model::{Reserved, Tag};
use crate::names;

/// Counts fields: on from the highest number so far.
#[derive(Default)]
pub(crate) struct Tags {
    highest: u32,
}

impl Tags {
    /// Reads `#[field(n)]`, or counts on; `span` is where the field's name stands.
    pub(crate) fn next(&mut self, attributes: &[Attribute], span: Span, errors: &mut Errors) -> Tag {
        let written = number(attributes, errors);
        let number = written.as_ref().and_then(|number| number.base10_parse().ok());
        let tag = Tag {
            number: number.unwrap_or_else(|| self.highest.saturating_add(1)),
            span: written.map_or(span, |number| number.span()),
        };
        self.highest = self.highest.max(tag.number);
        tag
    }
}

fn number(attributes: &[Attribute], errors: &mut Errors) -> Option<LitInt> {
    let mut ours = attributes.iter().filter(|attribute| attribute.path().is_ident("field"));
    let first = ours.next()?;
    for second in ours {
        errors.push(second, "`#[field(…)]` is given twice; leave one out");
    }
    let number = first.parse_args::<LitInt>().ok().filter(|number| number.base10_parse::<u32>().is_ok());
    if number.is_none() {
        errors.push(first, "a field number is from 1 to 536870911: write `#[field(3)]`");
    }
    number
}

/// Reports `#[field(…)]` and `#[reserved(…)]` where they mean nothing.
pub(crate) fn none(attributes: &[Attribute], name: &str, message: &str, errors: &mut Errors) {
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident(name)) {
        errors.push(attribute, message);
    }
}

/// Reads every `#[reserved(…)]`.
pub(crate) fn reserved(attributes: &[Attribute], errors: &mut Errors) -> Reserved {
    let mut reserved = Reserved::default();
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("reserved")) {
        let list = attribute.parse_args_with(Punctuated::<Expr, Token![,]>::parse_terminated);
        match list {
            Ok(list) if !list.is_empty() => list.iter().for_each(|item| self::item(item, &mut reserved, errors)),
            _ => errors.push(attribute, FORM),
        }
    }
    reserved
}

fn item(item: &Expr, reserved: &mut Reserved, errors: &mut Errors) {
    match item {
        Expr::Lit(ExprLit { lit: Lit::Str(name), .. }) if names::is_protobuf_ident(&name.value()) => {
            reserved.names.push(name.clone());
        }
        Expr::Lit(ExprLit { lit: Lit::Str(name), .. }) => {
            errors.push(name, "this is no name of a field; write one, such as `\"old_name\"`");
        }
        other => match range(other) {
            Some(range) if !range.is_empty() => reserved.numbers.push((range, other.span())),
            Some(_) => errors.push(other, "there is no number in this range; write the lower end first"),
            None => errors.push(other, FORM),
        },
    }
}

fn range(expression: &Expr) -> Option<RangeInclusive<i32>> {
    match expression {
        Expr::Range(ExprRange { start: Some(start), limits: RangeLimits::Closed(_), end: Some(end), .. }) => {
            Some(literal(start)?..=literal(end)?)
        }
        other => literal(other).map(|number| number..=number),
    }
}

/// Reads a number that is written out.
pub(crate) fn literal(expression: &Expr) -> Option<i32> {
    match expression {
        Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => number.base10_parse().ok(),
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => match &**expr {
            Expr::Lit(ExprLit { lit: Lit::Int(number), .. }) => format!("-{}", number.base10_digits()).parse().ok(),
            _ => None,
        },
        Expr::Group(group) => literal(&group.expr),
        Expr::Paren(paren) => literal(&paren.expr),
        _ => None,
    }
}

const FORM: &str = "what is reserved are numbers, ranges and names: write `#[reserved(2, 5..=7, \"old\")]`";
