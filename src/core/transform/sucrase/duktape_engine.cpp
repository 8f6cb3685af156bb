#include "core/transform/sucrase/duktape_engine.hpp"

#include <duktape.h>
#include <malloc.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <span>
#include <string>

#include <fmt/format.h>

#include "core/base/utf8.hpp"
#include "core/transform/sucrase/bundle.hpp"

namespace bazc::sucrase {
namespace {

// The memory of one heap, counted in the allocator's own block sizes.
struct Allocator {
  std::size_t limit = SIZE_MAX;
  std::size_t used = 0;
  bool limit_reached = false;

  [[nodiscard]] bool admit(std::size_t old_size, std::size_t new_size) {
    if (used - old_size + new_size > limit) {
      limit_reached = true;
      return false;
    }
    return true;
  }
};

void* allocate(void* context, duk_size_t size) {
  auto* allocator = static_cast<Allocator*>(context);
  if (size == 0 || !allocator->admit(0, size)) {
    return nullptr;
  }
  void* block = std::malloc(size);
  allocator->used += malloc_usable_size(block);
  return block;
}

void release(void* context, void* block) {
  static_cast<Allocator*>(context)->used -= malloc_usable_size(block);
  std::free(block);
}

void* reallocate(void* context, void* block, duk_size_t size) {
  auto* allocator = static_cast<Allocator*>(context);
  if (size == 0) {
    release(context, block);
    return nullptr;
  }
  const std::size_t old_size = malloc_usable_size(block);
  if (!allocator->admit(old_size, size)) {
    return nullptr;
  }
  void* moved = std::realloc(block, size);
  if (moved != nullptr) {
    allocator->used += malloc_usable_size(moved);
    allocator->used -= old_size;
  }
  return moved;
}

// Duktape calls this where it cannot throw; it must not return. The other end of the socket sees
// the process end and reports a crash, or the memory limit by this exit code.
[[noreturn]] void on_fatal(void* context, const char* /*message*/) {
  ::_exit(static_cast<Allocator*>(context)->limit_reached ? out_of_memory_exit : fatal_exit);
}

std::string text_at(duk_context* context, duk_idx_t index) {
  duk_size_t size = 0;
  const char* text = duk_safe_to_lstring(context, index, &size);
  return utf8::from_cesu8({text, size});
}

std::uint32_t number_property(duk_context* context, const char* name) {
  duk_get_prop_string(context, -1, name);
  const auto value = static_cast<std::uint32_t>(duk_to_uint32(context, -1));
  duk_pop(context);
  return value;
}

// Reads the error at the top of the stack; runs protected, since getters may throw. An error
// without a place is an oversight of Sucrase's, or a character reference that is out of range; it
// rejects the source all the same.
duk_ret_t describe_error(duk_context* context, void* result) {
  auto& message = *static_cast<Message*>(result);
  if (duk_is_error(context, -1) == 0) {
    message.header.status = Status::engine_error;
    message.text = text_at(context, -1);
    return 0;
  }
  message.header.status = Status::syntax_error;
  duk_get_prop_string(context, -1, "message");
  message.text = text_at(context, -1);
  duk_pop(context);
  duk_get_prop_string(context, -1, "loc");
  if (duk_is_object(context, -1) != 0) {
    message.header.line = number_property(context, "line");
    message.header.column = number_property(context, "column");
  }
  return 0;
}

duk_ret_t load_bundle(duk_context* context, void* /*unused*/) {
  const std::span<const char> bytecode = bundle_bytecode();
  void* copy = duk_push_fixed_buffer(context, bytecode.size());
  std::memcpy(copy, bytecode.data(), bytecode.size());
  duk_load_function(context);
  duk_call(context, 0);
  duk_pop(context);
  return 0;
}

// Duktape's own limit, 10,000 calls; about as deep as Sucrase's stack reaches under Node.
bool is_stack_overflow(duk_context* context) {
  if (duk_get_error_code(context, -1) != DUK_ERR_RANGE_ERROR) {
    return false;
  }
  duk_get_prop_string(context, -1, "message");
  const std::string message = text_at(context, -1);
  duk_pop(context);
  return message.ends_with("limit");
}

}  // namespace

struct DuktapeEngine::Heap {
  Allocator allocator;
  duk_context* context = nullptr;

  Heap() { context = duk_create_heap(allocate, reallocate, release, &allocator, on_fatal); }
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;
  ~Heap() {
    if (context != nullptr) {
      duk_destroy_heap(context);
    }
  }
};

DuktapeEngine::DuktapeEngine(std::unique_ptr<Heap> heap) : heap_(std::move(heap)) {}
DuktapeEngine::DuktapeEngine(DuktapeEngine&&) noexcept = default;
DuktapeEngine& DuktapeEngine::operator=(DuktapeEngine&&) noexcept = default;
DuktapeEngine::~DuktapeEngine() = default;

Result<DuktapeEngine> DuktapeEngine::create(std::size_t heap_limit) {
  // Only a loaded heap is held to the limit: while it makes its built-in objects, Duktape 2.7
  // answers a failed allocation by recursing until the stack overflows.
  auto heap = std::make_unique<Heap>();
  if (heap->context == nullptr) {
    return fail(ErrorKind::unavailable, "no memory for the engine");
  }
  if (duk_safe_call(heap->context, load_bundle, nullptr, 0, 1) != DUK_EXEC_SUCCESS) {
    return fail(ErrorKind::internal,
                fmt::format("sucrase does not load: {}", text_at(heap->context, -1)));
  }
  duk_pop(heap->context);
  if (heap->allocator.used > heap_limit) {
    return fail(ErrorKind::usage,
                fmt::format("the engine itself takes {} bytes of memory, more "
                            "than the {} that are allowed",
                            heap->allocator.used, heap_limit),
                "raise --compile-memory");
  }
  heap->allocator.limit = heap_limit;
  return DuktapeEngine(std::move(heap));
}

Message DuktapeEngine::transform(std::string_view source) {
  duk_context* context = heap_->context;
  heap_->allocator.limit_reached = false;
  Message message;
  duk_get_global_string(context, "bazc_transform");  // vendor/README.md, "Contract"
  const std::string cesu8 = utf8::to_cesu8(source);
  duk_push_lstring(context, cesu8.data(), cesu8.size());
  if (duk_pcall(context, 1) == DUK_EXEC_SUCCESS) {
    message.header.status = Status::transformed;
    message.text = text_at(context, -1);
  } else if (heap_->allocator.limit_reached) {
    message.header.status = Status::out_of_memory;
  } else if (is_stack_overflow(context)) {
    message.header.status = Status::too_deep;
  } else {
    message.header.status = Status::engine_error;
    duk_safe_call(context, describe_error, &message, 1, 1);
  }
  duk_set_top(context, 0);
  return message;
}

}  // namespace bazc::sucrase
