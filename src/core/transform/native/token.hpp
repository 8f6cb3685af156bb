#pragma once

// What the parser hands to the emitter: the tokens of a source in order, with marks on them, and
// tables of the constructs that are not copied as they stand.
//
// How to read it: walk the tokens; one without note and without the mark `type` is copied with the
// gap before it (from the previous token's end to its start). A token at which something begins,
// ends or is replaced has notes, which name a record of a table.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/transform/native/table.hpp"

namespace bazc::native {

enum class TokenKind : std::uint8_t {
#define TOKEN(name) name,
#define PUNCTUATOR(name, text) name,
#define JSX_PUNCTUATOR(name, text) name,
#define ASSIGNMENT(name, text) name,
#define KEYWORD(name, text) name,
#define CONTEXTUAL(name, text) name,
#include "core/transform/native/token_kinds.def"
#undef TOKEN
#undef PUNCTUATOR
#undef JSX_PUNCTUATOR
#undef ASSIGNMENT
#undef KEYWORD
#undef CONTEXTUAL
};

/// The fixed text of a kind; empty where it has none.
[[nodiscard]] std::string_view token_text(TokenKind kind);

/// An identifier that is no reserved word, contextual words included.
[[nodiscard]] constexpr bool is_name(TokenKind kind) {
  return kind >= TokenKind::name;
}
[[nodiscard]] constexpr bool is_keyword(TokenKind kind) {
  return kind >= TokenKind::break_ && kind <= TokenKind::yield_;
}
/// A word that may stand before a class member, but for `accessor`, which makes a kind of member.
[[nodiscard]] constexpr bool is_member_modifier(TokenKind kind) {
  switch (kind) {
    case TokenKind::abstract_:
    case TokenKind::declare_:
    case TokenKind::override_:
    case TokenKind::private_:
    case TokenKind::protected_:
    case TokenKind::public_:
    case TokenKind::readonly_:
    case TokenKind::static_:
      return true;
    default:
      return false;
  }
}
/// A word with which a declaration of TypeScript begins where another name follows.
[[nodiscard]] constexpr bool begins_typescript_declaration(TokenKind word) {
  switch (word) {
    case TokenKind::abstract_:
    case TokenKind::declare_:
    case TokenKind::enum_:
    case TokenKind::interface_:
    case TokenKind::module_:
    case TokenKind::namespace_:
    case TokenKind::type_:
      return true;
    default:
      return false;
  }
}
[[nodiscard]] constexpr bool is_assignment(TokenKind kind) {
  return kind >= TokenKind::assign && kind <= TokenKind::nullish_assign;
}

[[nodiscard]] constexpr bool is_jsx(TokenKind kind) {
  return (kind >= TokenKind::jsx_name && kind <= TokenKind::jsx_text) ||
         (kind >= TokenKind::jsx_open && kind <= TokenKind::jsx_brace_close);
}

/// A template that is a subscript: a`…`, or its first piece.
[[nodiscard]] constexpr bool is_template(TokenKind kind) {
  return kind == TokenKind::template_whole || kind == TokenKind::template_head;
}

/// An index into ParsedSource::tokens. Token 0 is never named where `no_token` is possible: it
/// stands before the first token, empty, of kind `end`, at the start of the source.
using TokenIndex = std::uint32_t;
inline constexpr TokenIndex no_token = 0;

/// An index into one of the tables of ParsedSource.
using RecordIndex = std::uint32_t;
inline constexpr RecordIndex no_record = 0xffff'ffff;

/// What a name is to the scopes, from `access` on. Property names, type names, labels and a
/// decorator's names are `none`.
enum class Role : std::uint8_t {
  none,
  modifier,  ///< public, readonly, … of a member or a constructor's parameter: erased alone
  subscript,  ///< a `.`, `?.`, `[` or `(` behind an operand; not: new a(…), import.meta, new.target
  access,     ///< a value is read or written: a, a.b (the a), <A/>, <a.b/> (the a)
  export_access,          ///< a in export {a}, export {a as b}; to Sucrase with a `from`, too
  object_key,             ///< a in {a: 1}, {a() {}}, and in the pattern {a: b}
  import_declaration,     ///< the local name of an import
  top_level_declaration,  ///< any declaration outside of every function and block, var included
  function_declaration,   ///< var, enum and parameters: visible in the whole function
  block_declaration,      ///< let, const, class, a function in a block, catch
  shorthand_access,       ///< {a} as an object; the next three: {a} as a pattern
  shorthand_top_level_declaration,
  shorthand_function_declaration,
  shorthand_block_declaration,
};

/// Bits of Token::marks.
namespace mark {
inline constexpr std::uint8_t type = 1;           ///< erased; neighbours with it are one range
inline constexpr std::uint8_t after_newline = 2;  ///< a line terminator stands in the gap before it
inline constexpr std::uint8_t shadowed = 4;  ///< a name: a declaration that is not top-level hides
                                             ///< what the top level calls so (imported names only)
inline constexpr std::uint8_t separators = 8;  ///< a number (not bigint) with _ in it
inline constexpr std::uint8_t await_operator =
    16;  ///< the operator await (not: a name await, for await)
inline constexpr std::uint8_t async_start = 32;  ///< an asynchronous chain or ?? starts at it; the
                                                 ///< emitter sets it
inline constexpr std::uint8_t special = 64;  ///< it has notes, or a kind that is not copied as it
                                             ///< stands
}  // namespace mark

inline constexpr std::uint32_t no_note = 0;

struct Token {
  std::uint32_t start = 0;  ///< bytes
  std::uint32_t end = 0;
  std::uint32_t note = no_note;  ///< the first of its notes, an index into ParsedSource::notes
  TokenKind kind = TokenKind::end;
  Role role = Role::none;
  std::uint8_t marks = 0;
  std::uint8_t hash = 0;  ///< of a name's text, see WordKey; of no meaning elsewhere
};

/// What a note says of its token, and which table its record is in. Where several things begin at
/// one token, the notes of their beginnings stand outermost first; several that end at one stand
/// outermost first too (the order in which the parser recognised them, reversed).
enum class NoteKind : std::uint8_t {
  chain_start,    ///< chains: before this token the call of _optionalChain opens
  chain_end,      ///< chains: it closes behind this token
  subscript,      ///< chains: a `.`, `?.`, `[`, `(` or template of that chain, wherever it stands
                  ///< in it, before its first `?.` too
  nullish_start,  ///< nullish
  nullish_operator,       ///< nullish: the token is `??`
  nullish_end,            ///< nullish
  class_start,            ///< classes: `class`, or `abstract` before it; decorators are before both
  class_end,              ///< classes: the closing brace
  enum_start,             ///< enums: `enum`, or `const` in const enum
  import_start,           ///< imports: `import`
  export_start,           ///< exports: `export`
  jsx_element,            ///< jsx_elements: the jsx_open of an element or a fragment
  jsx_element_end,        ///< jsx_elements: its last token
  catch_without_binding,  ///< no record: `catch` without (…)
  parameter_property,     ///< classes: the name of a constructor's parameter with a modifier
};

struct Note {
  std::uint32_t next = no_note;  ///< the next note of the same token
  RecordIndex record = no_record;
  NoteKind kind = NoteKind::chain_start;
};

/// a?.b.c(): one record for a run of subscripts with at least one `?.`.
struct Chain {
  TokenIndex first = no_token;  ///< of the base
  TokenIndex last = no_token;   ///< of the last subscript; none in new a?.b: it never closes
  bool is_async =
      false;  ///< where all chains close: an `await` (any name token of that text that has the role
              ///< `none`, as in x.await too) behind `first`, at the scope depth of `first`
  bool is_deleted = false;  ///< delete a?.b: the token before `first` is `delete`
  std::uint32_t depth = 0;  ///< Scope::depth of where it stands
};

/// a ?? b.
struct Nullish {
  TokenIndex first = no_token;  ///< of the left operand
  TokenIndex operation = no_token;
  TokenIndex last = no_token;  ///< of the right operand
  bool is_async = false;       ///< as in Chain
  std::uint32_t depth = 0;     ///< as in Chain
};

/// Where the body of a statement or expression that declares a class stands.
struct Class {
  TokenIndex first = no_token;    ///< the first decorator, `abstract`, or `class`
  TokenIndex keyword = no_token;  ///< `class`
  TokenIndex name = no_token;
  TokenIndex extends = no_token;  ///< `extends`; its expression follows
  TokenIndex body = no_token;     ///< `{`
  TokenIndex last = no_token;     ///< `}`
  RecordIndex first_member = no_record;
  bool is_expression = false;  ///< a statement otherwise; export default class is one
};

enum class MemberKind : std::uint8_t {
  field,   ///< also one without value, and `accessor x`
  method,  ///< also get, set, async, generators
  constructor,
  static_block,
  erased,  ///< an abstract method, an overload, an index signature: every token is a type
};

struct ClassMember {
  MemberKind kind = MemberKind::field;
  bool is_static = false;
  bool is_computed = false;
  bool is_private = false;           ///< #name: passes through
  bool is_overlooked = false;        ///< Sucrase does not find it behind a method: an index
                                     ///< signature, or `static` as a name
  TokenIndex decorator = no_token;   ///< the first one; they stand before `first`
  TokenIndex first = no_token;       ///< a modifier (see Role::modifier) or the key
  TokenIndex accessor = no_token;    ///< `accessor` before a field's key
  TokenIndex name = no_token;        ///< the key; `[` of a computed one, `#` of a private one
  TokenIndex name_last = no_token;   ///< its last token: `]` of a computed one
  TokenIndex assign = no_token;      ///< `=` of a field with a value
  TokenIndex value_last = no_token;  ///< the value's last token
  TokenIndex body = no_token;        ///< `{` of a method, constructor or static block
  TokenIndex last = no_token;        ///< with the `;` of a field that has one
  RecordIndex next = no_record;      ///< the next member of the class
};

/// In an optional method, whose tokens Sucrase takes for members of the class: what is bound, from
/// its `=` to the value's last token, or a computed key with its brackets.
struct StraySpan {
  TokenIndex first = no_token;
  TokenIndex last = no_token;
};

struct Enum {
  TokenIndex first = no_token;  ///< `enum`, or `const` (which is marked as a type)
  TokenIndex name = no_token;
  TokenIndex body = no_token;  ///< `{`
  TokenIndex last = no_token;  ///< `}`
  RecordIndex first_member = no_record;
};

struct EnumMember {
  TokenIndex name = no_token;  ///< a name, a keyword or a string; Sucrase takes any other token
  TokenIndex assign = no_token;
  TokenIndex value_last = no_token;
  RecordIndex next = no_record;
};

enum class ImportKind : std::uint8_t {
  bare,    ///< import 'a'
  clause,  ///< import a, {b as c} from 'a'; import * as a from 'a'
  equals,  ///< import a = require('a'); import a = b.c
  word,    ///< `import` where Sucrase takes any token or operand, and neither `.` nor `(` follows
};

/// Import declarations, and what Sucrase takes for one; import() and import.meta are plain
/// expressions.
struct Import {
  ImportKind kind = ImportKind::bare;
  bool is_type = false;  ///< import type …: the emitter drops it whole (its tokens are not marked)
  TokenIndex first = no_token;  ///< `import`
  TokenIndex last = no_token;   ///< the last token before the `;`, attributes included
  TokenIndex semicolon = no_token;
  TokenIndex default_name = no_token;    ///< also the name of `equals`, or behind `value`
  TokenIndex namespace_name = no_token;  ///< a in * as a
  TokenIndex body = no_token;            ///< `{`
  TokenIndex source = no_token;          ///< the string
  std::uint32_t first_specifier = 0;     ///< import_specifiers[first_specifier …]
  std::uint32_t specifier_count = 0;
};

enum class ExportKind : std::uint8_t {
  declaration,    ///< export const a, export function, export class, export enum, …; also one of
                  ///< a type, all of whose tokens, `export` included, are marked as types
  default_value,  ///< export default EXPRESSION, also class and function
  names,          ///< export {a as b}; export {a} from 'a'
  all,            ///< export * from 'a'; export * as b from 'a'
  assignment,     ///< export = a
  as_namespace,   ///< export as namespace a: every token is a type
  import_equals,  ///< export import a = b.c: see the import after it
  word,  ///< export abstract, export type, … where no declaration follows: a statement does
};

struct Export {
  ExportKind kind = ExportKind::declaration;
  bool is_type = false;   ///< export type {…}, export type * from (its tokens are not marked)
  bool is_plain = false;  ///< export a from 'b', a proposal: it has no note and is copied
  TokenIndex first = no_token;  ///< `export`
  TokenIndex last = no_token;  ///< the last token before the `;`; of `declaration` and of a default
                               ///< function or class: the last token before it begins
  TokenIndex semicolon = no_token;
  TokenIndex body = no_token;          ///< `{`
  TokenIndex source = no_token;        ///< the string
  TokenIndex default_name = no_token;  ///< export default NAME; where nothing but a name stands
  std::uint32_t first_specifier = 0;   ///< export_specifiers[first_specifier …]
  std::uint32_t specifier_count = 0;
};

/// {first … last} of {type a as b}, in imports and exports; without its comma.
struct Specifier {
  TokenIndex first = no_token;
  TokenIndex outer = no_token;  ///< the name in the other module: a name, keyword or string
  TokenIndex local = no_token;  ///< the name in this one; equal to `outer` without `as`
  bool is_type = false;         ///< with `type` before it
};

enum class JsxPlace : std::uint8_t { expression, attribute, child };

struct JsxElement {
  TokenIndex open = no_token;       ///< jsx_open
  TokenIndex name = no_token;       ///< its first name; none in a fragment
  TokenIndex name_last = no_token;  ///< the last token of the name: of <a.b> the b
  TokenIndex open_end = no_token;   ///< jsx_open_end or jsx_self_close_end
  TokenIndex close = no_token;      ///< jsx_close; none where it closes itself
  TokenIndex last = no_token;       ///< jsx_close_end or jsx_self_close_end
  JsxPlace place = JsxPlace::expression;
  TokenIndex last_odd_attribute = no_token;  ///< a:b, or a name that is none, of which Sucrase
                                             ///< gives no object
};

/// A block, a function's parameters and body, its body alone, a catch clause, a class, a for or
/// switch statement, the module.
struct Scope {
  TokenIndex first = no_token;
  TokenIndex last = no_token;  ///< inclusive
  bool is_function = false;    ///< var and parameters stay in it; also the module
  std::uint32_t depth = 0;  ///< the scopes around it, but for those of classes that are statements
};

/// What the parser alone sees of the constructs in docs/sucrase-deviations.md.
struct Doubt {
  std::string_view construct;  ///< its name there
  TokenIndex at = no_token;
  TokenIndex before = no_token;  ///< of glued_statements: the last token of the statement that the
                                 ///< one at `at` continues if all that is between them goes
};

/// The whole of it. An object is used again and again, so that its memory stays.
struct ParsedSource {
  Table<Token> tokens = {};  ///< the first: see TokenIndex; the last: `end`
  Table<Note> notes = {};    ///< the first is none
  Table<Chain> chains = {};
  Table<Nullish> nullish = {};
  Table<Class> classes = {};
  Table<ClassMember> members = {};
  Table<StraySpan> stray_spans = {};
  Table<Enum> enums = {};
  Table<EnumMember> enum_members = {};
  Table<Import> imports = {};
  Table<Specifier> import_specifiers = {};
  Table<Export> exports = {};
  Table<Specifier> export_specifiers = {};
  Table<JsxElement> jsx_elements = {};
  Table<Scope> scopes = {};     ///< in the order in which they begin, outer ones first
  Table<Doubt> doubts = {};     ///< those in what is erased, too
  Table<TokenIndex> uses = {};  ///< all names that an import or export may have too, and few others
  bool has_new_super = false;   ///< new super() stands somewhere
  std::string padded_text = {};  ///< the source, and `text_padding` NULs
  std::string_view text = {};    ///< the source, in padded_text

  void clear();
};

}  // namespace bazc::native
