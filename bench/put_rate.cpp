// How many objects a second the store takes: puts distinct bodies, made beforehand, from as many
// threads as there are connections. See README.md.
//
// usage: put_rate STORE_URL PUTS BYTES CONNECTIONS, with R2_ACCESS_KEY_ID and
// R2_SECRET_ACCESS_KEY set
//
// Prints {"puts":…,"seconds":…,"cpu_seconds":…}, of the puts alone.
#include <sys/resource.h>

#include <atomic>
#include <charconv>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <fmt/format.h>

#include "core/module/content_hash.hpp"
#include "core/store/object_store.hpp"

namespace bazc {
namespace {

struct Object {
  std::string key;
  std::string bytes;
};

std::optional<std::size_t> parse_count(std::string_view text) {
  std::size_t count = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), count);
  const bool is_count = fault == std::errc() && end == text.data() + text.size() && count > 0;
  return is_count ? std::optional(count) : std::nullopt;
}

std::string variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? std::string() : value;
}

/// Distinct in every run: none of them is in the store yet.
std::vector<Object> make_objects(std::size_t count, std::size_t bytes) {
  std::random_device random;
  const unsigned run = random();
  std::vector<Object> objects;
  objects.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    std::string text = fmt::format("// {:08x} {}\n", run, i);
    text.resize(bytes, '.');
    std::string key = artifact_key(content_hash(text));
    objects.push_back({std::move(key), std::move(text)});
  }
  return objects;
}

double cpu_seconds() {
  rusage usage = {};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    constexpr double microseconds = 1e6;
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / microseconds;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// The first error, if there is one.
std::optional<Error> put_all(ObjectStore& store, const std::vector<Object>& objects,
                             std::size_t connections) {
  std::atomic<std::size_t> next = 0;
  std::vector<std::optional<Error>> errors(connections);
  std::vector<std::thread> threads;
  threads.reserve(connections);
  for (std::optional<Error>& error : errors) {
    threads.emplace_back([&store, &objects, &next, &error] {
      for (std::size_t i = next++; i < objects.size() && !error; i = next++) {
        const Object& object = objects[i];
        const auto put = store.put(object.key, object.bytes, artifact_headers(object.bytes));
        if (!put) {
          error = put.error();
        } else if (*put != PutOutcome::stored) {
          error = Error{ErrorKind::internal, "object '" + object.key + "' was there already", ""};
        }
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  for (std::optional<Error>& error : errors) {
    if (error) {
      return std::move(error);
    }
  }
  return std::nullopt;
}

int run(const std::string& url, std::size_t puts, std::size_t bytes, std::size_t connections) {
  StoreOptions options;
  options.credentials = Credentials{.access_key_id = variable("R2_ACCESS_KEY_ID"),
                                    .secret_access_key = variable("R2_SECRET_ACCESS_KEY")};
  options.http.connections = connections;
  const auto store = open_object_store(url, options);
  if (!store) {
    fmt::print(stderr, "put_rate: {}\n", store.error().message);
    return EXIT_FAILURE;
  }
  const std::vector<Object> objects = make_objects(puts, bytes);
  const double cpu_before = cpu_seconds();
  const auto begin = std::chrono::steady_clock::now();
  if (const auto error = put_all(**store, objects, connections)) {
    fmt::print(stderr, "put_rate: {}\n", error->message);
    return EXIT_FAILURE;
  }
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - begin;
  fmt::print("{{\"puts\":{},\"seconds\":{:.6f},\"cpu_seconds\":{:.6f}}}\n", puts, elapsed.count(),
             cpu_seconds() - cpu_before);
  return EXIT_SUCCESS;
}

}  // namespace
}  // namespace bazc

int main(int argc, char** argv) {
  const std::vector<std::string> arguments(argv, argv + argc);
  std::vector<std::size_t> counts;
  for (std::size_t i = 2; i < arguments.size(); ++i) {
    if (const auto count = bazc::parse_count(arguments[i])) {
      counts.push_back(*count);
    }
  }
  if (arguments.size() != 5 || counts.size() != 3) {
    fmt::print(stderr, "usage: put_rate STORE_URL PUTS BYTES CONNECTIONS\n");
    return 2;
  }
  return bazc::run(arguments[1], counts[0], counts[1], counts[2]);
}
