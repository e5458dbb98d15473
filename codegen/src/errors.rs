//! Collects mistakes, so that all are reported at once.

use std::fmt::Display;

use proc_macro2::Span;
use quote::ToTokens;

/// The mistakes found so far. Whoever makes one must call [`finish`](Self::finish).
#[derive(Default)]
#[must_use = "unread errors are lost"]
pub(crate) struct Errors(Option<syn::Error>);

impl Errors {
    /// Adds a mistake that `tokens` make.
    pub(crate) fn push(&mut self, tokens: impl ToTokens, message: impl Display) {
        self.add(syn::Error::new_spanned(tokens, message));
    }

    /// Adds a mistake at a place that has no tokens of its own.
    pub(crate) fn push_at(&mut self, span: Span, message: impl Display) {
        self.add(syn::Error::new(span, message));
    }

    /// Adds a mistake that the parser found.
    pub(crate) fn add(&mut self, error: syn::Error) {
        match &mut self.0 {
            Some(first) => first.combine(error),
            None => self.0 = Some(error),
        }
    }

    /// Whether there are no mistakes so far.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// Gives back all mistakes, or that there are none.
    pub(crate) fn finish(self) -> syn::Result<()> {
        self.0.map_or(Ok(()), Err)
    }
}
