//! `async fn get(&self, key: String) -> Result<Vec<u8>, Status>;` → [`Method`].

use syn::{
    Attribute, FnArg, Generics, Ident, LitStr, Pat, PatType, Receiver, ReturnType, Signature, TraitItemFn, Type,
};

use crate::errors::Errors;
use crate::model::{Argument, Context, Method, Stream};
use crate::parse::note::note;
use crate::parse::service::{generics, wire_name};
use crate::parse::tags::{self, Tags};
use crate::parse::types::{self, Special};
use crate::{attr, names};

/// Reads a method; one that cannot be called from elsewhere is reported and left out.
pub(crate) fn method(function: &TraitItemFn, errors: &mut Errors) -> Option<Method> {
    let sig = &function.sig;
    qualifiers(sig, errors);
    generics(&sig.generics, "a method of a service", errors);
    receiver(sig, errors);
    let rpc = rpc(&function.attrs, errors);
    tags::none(&function.attrs, "field", "it is an argument that has a number: write `#[field(n)]` before one", errors);
    let Arguments { context, values, stream, .. } = arguments(sig, errors);
    let output = output(sig, errors)?;
    Some(Method {
        name: rpc
            .name
            .as_ref()
            .map_or_else(|| names::upper_camel(&names::plain(&sig.ident)), |name| wire_name(name, errors)),
        name_span: rpc.name.map_or(sig.ident.span(), |name| name.span()),
        ident: sig.ident.clone(),
        context,
        arguments: values,
        stream,
        reserved: tags::reserved(&function.attrs, errors),
        note: note(&function.attrs),
        is_message: rpc.is_message,
        is_idempotent: rpc.is_idempotent,
        is_optional: function.default.is_some(),
        reply: types::reply(&output).cloned(),
        output,
    })
}

/// Whether the attribute is ours, and not for the compiler to see.
pub(crate) fn is_ours(attribute: &Attribute) -> bool {
    ["rpc", "reserved", "field"].iter().any(|ours| attribute.path().is_ident(ours))
}

/// The options of `#[rpc(…)]`.
#[derive(Default)]
struct Rpc {
    name: Option<LitStr>,
    is_message: bool,
    is_idempotent: bool,
}

fn rpc(attributes: &[Attribute], errors: &mut Errors) -> Rpc {
    let mut rpc = Rpc::default();
    for attribute in attributes {
        if attribute.path().is_ident("cfg") {
            errors.push(attribute, "both ends must agree on the methods: leave `#[cfg]` out");
        }
        if !attribute.path().is_ident("rpc") {
            continue;
        }
        let Ok(list) = attribute.meta.require_list() else {
            errors.push(attribute, "write `#[rpc(name = \"GetAll\")]`, `#[rpc(message)]` or `#[rpc(idempotent)]`");
            continue;
        };
        let options = ["name", "message", "idempotent"];
        let [name, message, idempotent] = attr::options(list.tokens.clone(), options, errors);
        rpc.name = name.and_then(|name| attr::string(&name, errors)).or(rpc.name);
        rpc.is_message |= attr::flag(message.as_ref(), errors);
        rpc.is_idempotent |= attr::flag(idempotent.as_ref(), errors);
    }
    rpc
}

fn qualifiers(sig: &Signature, errors: &mut Errors) {
    if let Some(token) = &sig.constness {
        errors.push(token, "a call cannot be `const`; leave it out");
    }
    if let Some(token) = &sig.unsafety {
        errors.push(token, "a call cannot be `unsafe`, as it comes from another process; leave it out");
    }
    if let Some(abi) = &sig.abi {
        errors.push(abi, "a call has no ABI, as it travels as a message; leave it out");
    }
    if let Some(variadic) = &sig.variadic {
        errors.push(variadic, "a call has a fixed number of arguments; take a `Vec`");
    }
    if sig.asyncness.is_none() {
        errors.push(sig.fn_token, "a call waits for the other process: write `async fn`");
    }
}

fn receiver(sig: &Signature, errors: &mut Errors) {
    match sig.receiver() {
        None => errors.push(&sig.ident, "a call needs a receiver: write `&self` first"),
        Some(receiver) if !is_shared(receiver, &sig.generics) => {
            errors.push(receiver, "calls run side by side: write `&self`");
        }
        Some(_) => {}
    }
}

/// Whether it is `&self`; a lifetime that the method declares has been reported there.
fn is_shared(receiver: &Receiver, generics: &Generics) -> bool {
    let Some((_, lifetime)) = &receiver.reference else {
        return false;
    };
    let plain = receiver.colon_token.is_none() && receiver.mutability.is_none();
    plain && (lifetime.is_none() || generics.lifetimes().next().is_some())
}

/// The arguments by their kinds, while they are read.
#[derive(Default)]
struct Arguments {
    tags: Tags,
    context: Option<Context>,
    values: Vec<Argument>,
    stream: Option<Stream>,
}

fn arguments(sig: &Signature, errors: &mut Errors) -> Arguments {
    let typed = sig.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(typed) => Some(typed),
        FnArg::Receiver(_) => None,
    });
    let mut arguments = Arguments::default();
    for typed in typed {
        let special = types::special(&typed.ty);
        if special == Some(Special::Context) {
            context(&mut arguments, typed, errors);
        } else if let Some(argument) = argument(&mut arguments.tags, typed, errors) {
            match special {
                Some(Special::Streaming) => stream(&mut arguments, argument, errors),
                _ => arguments.values.push(argument),
            }
        }
    }
    arguments
}

fn context(arguments: &mut Arguments, typed: &PatType, errors: &mut Errors) {
    let is_first = arguments.context.is_none() && arguments.stream.is_none() && arguments.values.is_empty();
    if !is_first {
        errors.push(&typed.ty, "a `Context` is the first argument, and there is one: write it after `&self`");
    }
    for attribute in &typed.attrs {
        errors.push(attribute, "a `Context` is no field of the request, and has no attributes; leave this out");
    }
    types::owned(&typed.ty, errors);
    let ty = (*typed.ty).clone();
    arguments.context = plain_name(typed, errors).map(|ident| Context { ident, ty });
}

fn stream(arguments: &mut Arguments, argument: Argument, errors: &mut Errors) {
    let types = types::last_segment(&argument.ty).map(types::types).unwrap_or_default();
    let (Some(item), error) = (types.first(), types.get(1)) else {
        // The compiler says what is missing.
        return arguments.values.push(argument);
    };
    if arguments.stream.is_some() {
        errors.push(&argument.ty, "a call has one stream in each direction; make the second one a method of its own");
    }
    let (item, error) = ((*item).clone(), error.map(|error| (*error).clone()));
    let ty = argument.ty;
    let item = Argument { ty: item, ..argument };
    arguments.stream = Some(Stream { item, error, ty, at: arguments.values.len() });
}

fn argument(tags: &mut Tags, typed: &PatType, errors: &mut Errors) -> Option<Argument> {
    for attribute in typed.attrs.iter().filter(|attribute| !attribute.path().is_ident("field")) {
        errors.push(attribute, "an argument has no attribute but `#[field(n)]`; leave this out");
    }
    types::owned(&typed.ty, errors);
    let ident = plain_name(typed, errors)?;
    let name = names::plain(&ident);
    if !names::is_protobuf_ident(&name) {
        errors.push(&ident, "protobuf names are ASCII: use the letters from `a` to `z`, digits and `_`");
    }
    let tag = tags.next(&typed.attrs, ident.span(), errors);
    Some(Argument { ident, name, tag, ty: (*typed.ty).clone() })
}

fn plain_name(typed: &PatType, errors: &mut Errors) -> Option<Ident> {
    let Pat::Ident(pattern) = &*typed.pat else {
        errors.push(&typed.pat, "a call argument needs a plain name; write `key: String`");
        return None;
    };
    if pattern.by_ref.is_some() || pattern.mutability.is_some() || pattern.subpat.is_some() {
        let (name, ty) = (&pattern.ident, types::spelling(&typed.ty));
        errors.push(pattern, format_args!("a call argument needs a plain name; write `{name}: {ty}`"));
    }
    Some(pattern.ident.clone())
}

fn output(sig: &Signature, errors: &mut Errors) -> Option<Type> {
    let ReturnType::Type(_, ty) = &sig.output else {
        errors.push_at(sig.paren_token.span.close(), "a call can always fail: write `-> Result<(), Status>`");
        return None;
    };
    if !types::is_result(ty) {
        let spelling = types::spelling(ty);
        errors.push(ty, format_args!("a call can always fail: write `Result<{spelling}, Status>`"));
        return None;
    }
    types::owned(ty, errors);
    Some((**ty).clone())
}
