//! Fields while they are read: lists of slots, as the runtime takes them.

use proc_macro2::{Delimiter, Group, Literal, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::{Ident, Path, Type};

use crate::model::{Field, Note, Reserved, Tag};

/// The local variable of a field; the field's own name could be that of a constant.
pub(crate) fn local(field: &Field) -> Ident {
    format_ident!("field_{}", field.tag.number)
}

/// Reads `value` of `fields`, which are a struct's or a variant's, from `source`: a `Result`.
///
/// ```text
/// let mut slots = (Tag::<1>, <String as Field>::empty(Place(&["Entry", "key"])), ());
/// source.fill(&mut slots)?;
/// let (_, field_1, ()) = slots;
/// Ok(Entry { key: Draft::take(field_1)? })
/// ```
pub(crate) fn assembled(
    krate: &Path,
    message: &str,
    fields: &[Field],
    source: &TokenStream,
    value: &TokenStream,
) -> TokenStream {
    let slots = fields.iter().rev().fold(quote!(()), |rest, field| {
        let (Field { name, ty, .. }, tag) = (field, field.tag);
        let place = quote!(#krate::__private::Place(&[#message, #name]));
        let slot = slot(krate, ty, "empty", place);
        quote!((#krate::__private::Tag::<#tag>, #slot, #rest))
    });
    let locals = fields.iter().rev().fold(quote!(()), |rest, field| {
        let local = local(field);
        quote!((_, #local, #rest))
    });
    let taken = fields.iter().map(|field| {
        let (ident, local) = (&field.ident, local(field));
        quote!(#ident: #krate::__private::Draft::take(#local)?)
    });
    quote! {
        let mut slots = #slots;
        #krate::__private::Source::fill(#source, &mut slots)?;
        let #locals = slots;
        ::core::result::Result::Ok(#value { #(#taken),* })
    }
}

/// `<String as Field>::empty(…)`, from the type's first token to its last.
///
/// What the functions return has no name, so the compiler judges the type once more, where the whole call stands. As that
/// is where the type stands, a type that cannot travel is told once.
fn slot(krate: &Path, ty: &Type, function: &str, arguments: TokenStream) -> TokenStream {
    let tokens = || ty.to_token_stream().into_iter();
    let first = tokens().next().map_or_else(Span::call_site, |token| token.span());
    let last = tokens().last().map_or_else(Span::call_site, |token| token.span());
    let open = quote_spanned!(first=> <);
    let function = Ident::new(function, last);
    let mut arguments = Group::new(Delimiter::Parenthesis, arguments);
    arguments.set_span(last);
    quote!(#open #ty as #krate::__private::Field>::#function #arguments)
}

/// Adds what is reserved to the description of `message`.
pub(crate) fn reserve(krate: &Path, reserved: &Reserved) -> Option<TokenStream> {
    let value = self::reserved(krate, reserved);
    (!reserved.is_empty()).then(|| quote!(message.reserve(&#value);))
}

/// What is reserved, as the runtime takes it.
pub(crate) fn reserved(krate: &Path, reserved: &Reserved) -> TokenStream {
    let numbers = reserved.numbers.iter().map(|(range, _)| {
        let (first, last) = (literal(*range.start()), literal(*range.end()));
        quote!((#first, #last))
    });
    let names = &reserved.names;
    quote!(#krate::__private::Reserved { numbers: &[#(#numbers),*], names: &[#(#names),*] })
}

/// What is noted, as the runtime takes it.
pub(crate) fn note(krate: &Path, note: &Note) -> TokenStream {
    let Note { docs, deprecated } = note;
    quote!(#krate::__private::Note { docs: #docs, deprecated: #deprecated })
}

/// The constant that holds what is noted, where there is something.
pub(crate) fn note_const(krate: &Path, note: &Note) -> Option<TokenStream> {
    let value = self::note(krate, note);
    (!note.is_empty()).then(|| quote!(const NOTE: #krate::__private::Note = #value;))
}

/// Adds what is noted of the message itself to its description.
pub(crate) fn noted(krate: &Path, note: &Note) -> Option<TokenStream> {
    let value = self::note(krate, note);
    (!note.is_empty()).then(|| quote!(message.note(&#value);))
}

/// Adds what is noted of a field to the description of `message`.
pub(crate) fn field_noted(krate: &Path, tag: Tag, note: &Note) -> Option<TokenStream> {
    let value = self::note(krate, note);
    (!note.is_empty()).then(|| quote!(message.note_field(#tag, &#value);))
}

/// A literal token cannot be negative.
pub(crate) fn literal(number: i32) -> TokenStream {
    let sign = (number < 0).then(|| quote!(-));
    let digits = Literal::u32_unsuffixed(number.unsigned_abs());
    quote!(#sign #digits)
}

/// Adds `fields` to the description of `message`.
pub(crate) fn described(krate: &Path, fields: &[Field]) -> TokenStream {
    let fields = fields.iter().map(|field| {
        let (Field { name, ty, .. }, tag) = (field, field.tag);
        let note = field_noted(krate, tag, &field.note);
        quote! {
            <#ty as #krate::__private::Field>::describe(message, #name, #tag);
            #note
        }
    });
    quote!(#(#fields)*)
}

/// The slots of fields that have values, each by the name that `value` gives it.
pub(crate) fn filled<V: ToTokens>(
    krate: &Path,
    message: &str,
    fields: &[Field],
    value: impl Fn(&Field) -> V,
) -> TokenStream {
    fields.iter().rev().fold(quote!(()), |rest, field| {
        let (Field { name, ty, .. }, value, tag) = (field, value(field), field.tag);
        let place = quote!(#krate::__private::Place(&[#message, #name]));
        let slot = slot(krate, ty, "filled", quote!(#value, #place));
        quote!((#krate::__private::Tag::<#tag>, #slot, #rest))
    })
}
