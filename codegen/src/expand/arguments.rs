//! The arguments of a method, from the caller to the callee.
//!
//! ```text
//!                                   the caller gives            the callee gets
//! (key: String, at: u64)            Request((key, at))          it.0.0, it.0.1
//! (lines: Streaming<String, E>)     Upload(lines)               it.0
//! (name: String, lines: Streaming)  UploadWith((name,), lines)  it.0.0, it.1
//! #[rpc(message)] (entry: Entry)    Bare(entry)                 it.0
//! #[rpc(message)] (all: Streaming)  BareUpload(all)             it.0
//! ```

use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::Type;
use syn::spanned::Spanned;

use crate::model::{Method, Service, Stream};
use crate::names;

/// The parameters as the trait has them, without `&self`.
pub(crate) fn parameters(method: &Method) -> Vec<TokenStream> {
    let context = method.context.iter().map(|it| (&it.ident, &it.ty));
    let values = method.arguments.iter().map(|it| (&it.ident, &it.ty));
    let mut parameters: Vec<_> = context.chain(values).map(|(ident, ty)| quote!(#ident: #ty)).collect();
    if let Some(Stream { item, ty, at, .. }) = &method.stream {
        let ident = &item.ident;
        parameters.insert(at + usize::from(method.context.is_some()), quote!(#ident: #ty));
    }
    parameters
}

/// What the client gives to its connection: the context, and the request made of the parameters.
pub(crate) fn request(service: &Service, method: &Method) -> TokenStream {
    let krate = &service.krate;
    let values = method.arguments.iter().map(|argument| &argument.ident);
    let context = method.context.iter().map(|context| &context.ident);
    let stream = method.stream.as_ref().map(|stream| &stream.item.ident);
    let request = match (method.is_message, stream) {
        (true, None) => quote!(Bare(#(#values),*)),
        (true, Some(stream)) => quote!(BareUpload(#stream)),
        (false, None) => quote!(Request((#(#values,)*))),
        (false, Some(stream)) if method.arguments.is_empty() => quote!(Upload(#stream)),
        (false, Some(stream)) => quote!(UploadWith((#(#values,)*), #stream)),
    };
    quote!(#(#context,)* #krate::__private::#request)
}

/// The type of the request.
///
/// What cannot travel as it is told at the argument's own type.
pub(crate) fn request_type(service: &Service, number: usize, method: &Method) -> TokenStream {
    let message = method.arguments.iter().filter(|_| method.is_message).map(|it| &it.ty);
    let special = method.stream.iter().map(|it| &it.item.ty).chain(message).next();
    let span = special.map_or_else(Span::call_site, Spanned::span);
    let krate = names::at(&service.krate, span);
    let number = Literal::usize_unsuffixed(number);
    let count = Literal::usize_unsuffixed(method.arguments.len());
    let types = method.arguments.iter().map(|argument| &argument.ty);
    let request = match (method.is_message, &method.stream) {
        (true, None) => quote_spanned!(span=> Bare<#(#types),*>),
        (true, Some(stream)) => {
            let (item, error) = (&stream.item.ty, error(service, stream));
            quote_spanned!(span=> BareUpload<#item, #error>)
        }
        (false, None) => quote!(Request<Self, #number, #count>),
        (false, Some(stream)) => {
            let error = error(service, stream);
            match method.arguments.is_empty() {
                true => quote_spanned!(span=> Upload<Self, #number, #error>),
                false => quote_spanned!(span=> UploadWith<Self, #number, #count, #error>),
            }
        }
    };
    quote_spanned!(span=> #krate::__private::#request)
}

/// The request, in the hands of the callee; no argument of the same name is meant.
pub(crate) fn it() -> Ident {
    Ident::new("it", Span::mixed_site())
}

/// The context, in the hands of the callee.
pub(crate) fn context() -> Ident {
    Ident::new("context", Span::mixed_site())
}

/// The arguments as the callee takes them out of the request [`it`], and of the context.
pub(crate) fn values(method: &Method, context: Option<&Ident>) -> Vec<TokenStream> {
    let it = it();
    let mut values: Vec<_> = match method.is_message {
        true => method.arguments.iter().map(|_| quote!(#it.0)).collect(),
        false => (0..method.arguments.len()).map(Literal::usize_unsuffixed).map(|at| quote!(#it.0.#at)).collect(),
    };
    if let Some(stream) = &method.stream {
        let is_alone = method.is_message || method.arguments.is_empty();
        values.insert(stream.at, if is_alone { quote!(#it.0) } else { quote!(#it.1) });
    }
    values.splice(..0, context.map(|context| quote!(#context)));
    values
}

/// What the items of a stream are, as a field of the request.
pub(crate) fn streamed(service: &Service, number: usize, stream: &Stream) -> TokenStream {
    let (krate, client) = (&service.krate, names::client(&service.ident));
    let number = Literal::usize_unsuffixed(number);
    let (name, tag, ty) = (&stream.item.name, stream.item.tag, &stream.item.ty);
    quote! {
        impl #krate::__private::Streamed<#number> for #client {
            const NAME: &'static str = #name;
            const TAG: u32 = #tag;
            type Item = #ty;
        }
    }
}

fn error(service: &Service, stream: &Stream) -> TokenStream {
    let krate = &service.krate;
    match &stream.error {
        Some(error) => quote!(#error),
        None => quote_spanned!(Type::span(&stream.ty)=> #krate::__private::Status),
    }
}
