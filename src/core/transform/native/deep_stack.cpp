#include "core/transform/native/deep_stack.hpp"

#include <pthread.h>

namespace bazc::native {
namespace {

void* run(void* work) {
  (*static_cast<const std::function<void()>*>(work))();
  return nullptr;
}

}  // namespace

// std::thread does not take the size of a stack.
bool run_on_stack(std::size_t bytes, const std::function<void()>& work) {
  pthread_attr_t attributes{};
  if (pthread_attr_init(&attributes) != 0) {
    return false;
  }
  pthread_t thread{};
  std::function<void()> copy = work;
  const bool has_begun = pthread_attr_setstacksize(&attributes, bytes) == 0 &&
                         pthread_create(&thread, &attributes, run, &copy) == 0;
  pthread_attr_destroy(&attributes);
  return has_begun && pthread_join(thread, nullptr) == 0;
}

}  // namespace bazc::native
