let as, from, of, get, set, async, type, declare, abstract, namespace, module, global, is, keyof, readonly, infer, asserts, unique, out, accessor, satisfies, override, constructor, require, any, string;
as = from; of = get; set(async); type.declare; abstract[namespace];
