//! An error of calls: a message for all of its variants but the lost call, what it says to people, and how it travels.
//!
//! ```text
//! // from
//! enum KvError { #[error("no key `{key}`", code = NotFound)] NotFound { key: String }, #[error(call)] Call(CallError) }
//! // to
//! impl Choice for KvError { … }
//! impl Display for KvError { … }
//! impl Error for KvError {}
//! impl From<CallError> for KvError { fn from(error: CallError) -> Self { Self::Call(error) } }
//! impl Typed for KvError {
//!     fn into_code(self) -> Result<(Code, Self), CallError> {
//!         match self { Self::Call(error) => Err(error), this @ Self::NotFound { .. } => Ok((Code::NotFound, this)) }
//!     }
//! }
//! impl Failure for KvError { … }
//! ```

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{DeriveInput, Ident, LitStr, Member, Type};

use crate::expand::message::{message, stub as stub_message};
use crate::model::{Failure, Kind};
use crate::names;

/// Makes the impls of an enum with `#[derive(Error)]`.
pub(crate) fn error(failure: &Failure) -> TokenStream {
    let message = message(&failure.message);
    let (display, typed, travels) = (display(failure), typed(failure), travels(failure));
    quote! {
        #message
        #display
        #typed
        #travels
    }
}

/// The impls of an error that could not be read, beside the mistakes; a generic one would only add to them.
pub(crate) fn stub(input: &DeriveInput, failure: &Failure, error: &syn::Error) -> TokenStream {
    let (krate, ident) = (&failure.message.krate, &failure.message.ident);
    let message = stub_message(input, &failure.message, error);
    let impls = input.generics.params.is_empty().then(|| {
        let travels = travels(failure);
        quote! {
            impl ::core::fmt::Display for #ident {
                fn fmt(&self, _: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    ::core::unimplemented!()
                }
            }
            impl ::core::error::Error for #ident {}
            impl ::core::convert::From<#krate::__private::CallError> for #ident {
                fn from(_: #krate::__private::CallError) -> Self {
                    ::core::unimplemented!()
                }
            }
            impl #krate::__private::Typed for #ident {
                fn into_code(
                    self,
                ) -> ::core::result::Result<(#krate::__private::Code, Self), #krate::__private::CallError> {
                    ::core::unimplemented!()
                }
            }
            #travels
        }
    });
    quote! {
        #message
        #impls
    }
}

/// What it says to people.
fn display(failure: &Failure) -> TokenStream {
    let ident = &failure.message.ident;
    let arms = failure.kinds.iter().map(said);
    let call = failure.call.iter().map(|(call, ty)| {
        let lost = lost(failure, ty);
        quote!(Self::#call(error) => ::core::fmt::Display::fmt(#lost::as_call(error), formatter))
    });
    let source = failure.call.iter().map(|(call, ty)| {
        let lost = lost(failure, ty);
        quote!(Self::#call(error) => ::core::error::Error::source(#lost::as_call(error)),)
    });
    quote! {
        impl ::core::fmt::Display for #ident {
            #[allow(unused_variables, reason = "a text need not name every field")]
            fn fmt(&self, formatter: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                match self {
                    #(#arms,)*
                    #(#call,)*
                }
            }
        }

        impl ::core::error::Error for #ident {
            fn source(&self) -> ::core::option::Option<&(dyn ::core::error::Error + 'static)> {
                match self {
                    #(#source)*
                    _ => ::core::option::Option::None,
                }
            }
        }
    }
}

fn said(kind: &Kind) -> TokenStream {
    let (ident, span) = (&kind.ident, kind.text.span());
    let members = kind.members.iter().map(|member| {
        let local = local(member, span);
        match member {
            Member::Named(_) => quote!(#local),
            Member::Unnamed(_) => quote!(#member: #local),
        }
    });
    let text = positional(&kind.text, |digits| {
        let index = syn::Index { index: digits.parse().unwrap_or(u32::MAX), span };
        local(&Member::Unnamed(index), span).to_string()
    });
    quote!(Self::#ident { #(#members),* } => ::core::write!(formatter, #text))
}

/// What it says to programs.
fn typed(failure: &Failure) -> TokenStream {
    let (krate, ident) = (&failure.message.krate, &failure.message.ident);
    let arms = failure.kinds.iter().map(|Kind { ident, code, .. }| {
        quote!(Self::#ident { .. } => ::core::result::Result::Ok((#krate::__private::Code::#code, self)))
    });
    let call = failure.call.iter().map(|(call, ty)| {
        let lost = lost(failure, ty);
        quote!(Self::#call(error) => ::core::result::Result::Err(#lost::into_call(error)))
    });
    let made = failure.call.iter().map(|(call, ty)| {
        let lost = lost(failure, ty);
        quote!(Self::#call(#lost::from_call(error)))
    });
    quote! {
        impl ::core::convert::From<#krate::__private::CallError> for #ident {
            fn from(error: #krate::__private::CallError) -> Self {
                #(#made)*
            }
        }

        impl #krate::__private::Typed for #ident {
            fn into_code(
                self,
            ) -> ::core::result::Result<(#krate::__private::Code, Self), #krate::__private::CallError> {
                match self {
                    #(#arms,)*
                    #(#call,)*
                }
            }
        }
    }
}

/// What holds a lost call; what cannot is told at its own type.
fn lost(failure: &Failure, ty: &Type) -> TokenStream {
    let krate = names::at(&failure.message.krate, ty.span());
    quote_spanned!(ty.span()=> <#ty as #krate::__private::LostCall>)
}

/// How it travels.
fn travels(failure: &Failure) -> TokenStream {
    let (krate, ident) = (&failure.message.krate, &failure.message.ident);
    quote! {
        impl #krate::__private::Failure for #ident {
            fn into_status(self) -> #krate::__private::Status {
                #krate::__private::typed::depart(self, "")
            }

            fn depart(self, package: &'static str) -> #krate::__private::Status {
                #krate::__private::typed::depart(self, package)
            }

            fn arrive(error: #krate::__private::CallError, package: &'static str) -> Self {
                #krate::__private::typed::arrive(error, package)
            }

            fn describe(file: &mut #krate::__private::File) {
                file.message::<Self>();
            }
        }
    }
}

/// Finds what a text names by position: `{0}` is a member without a name.
fn positional(text: &LitStr, name: impl Fn(&str) -> String) -> LitStr {
    let mut written = String::new();
    let value = text.value();
    let mut rest = value.as_str();
    while let Some(at) = rest.find('{') {
        let (before, after) = rest.split_at(at + 1);
        written.push_str(before);
        rest = after;
        if let Some(escaped) = rest.strip_prefix('{') {
            written.push('{');
            rest = escaped;
            continue;
        }
        let digits = rest.len() - rest.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
        if digits > 0 {
            written.push_str(&name(&rest[..digits]));
            rest = &rest[digits..];
        }
    }
    written.push_str(rest);
    LitStr::new(&written, text.span())
}

/// The name of a member inside a text.
fn local(member: &Member, span: Span) -> Ident {
    match member {
        Member::Named(ident) => ident.clone(),
        Member::Unnamed(index) => Ident::new(&format!("field_{}", index.index), span),
    }
}

#[cfg(test)]
mod tests {
    use syn::parse_quote;

    use super::*;

    #[test]
    fn positions_become_names() {
        let table = [
            ("no key {0}", "no key {field_0}"),
            ("{0:?} and {1}", "{field_0:?} and {field_1}"),
            ("{{0}} is no place", "{{0}} is no place"),
            ("{key} is a name", "{key} is a name"),
            ("an open {", "an open {"),
        ];
        for (text, expected) in table {
            let text: LitStr = LitStr::new(text, Span::call_site());
            assert_eq!(positional(&text, |digits| format!("field_{digits}")).value(), expected);
        }
    }

    #[test]
    fn members_have_names_of_their_own() {
        assert_eq!(local(&parse_quote!(key), Span::call_site()), "key");
        assert_eq!(local(&parse_quote!(0), Span::call_site()), "field_0");
    }
}
