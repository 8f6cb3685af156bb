#include "core/store/http_client.hpp"

#include <signal.h>

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <thread>

#include <fmt/format.h>

#include "core/base/file.hpp"
#include "core/store/curl_library.hpp"
#include "core/store/http_transfer.hpp"

namespace bazc {
namespace {

using MultiHandle = std::unique_ptr<CURLM, decltype(&::curl_multi_cleanup)>;
using EasyHandle = std::unique_ptr<CURL, decltype(&::curl_easy_cleanup)>;

/// The network thread takes no signal meant for the others, and dies of no SIGPIPE.
class BlockedSignals {
 public:
  BlockedSignals() {
    sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  BlockedSignals(const BlockedSignals&) = delete;
  BlockedSignals& operator=(const BlockedSignals&) = delete;
  ~BlockedSignals() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

 private:
  sigset_t before_ = {};
};

/// A call of send(), on its thread's stack. Once it is queued, all but `outcome` belongs to the
/// network thread until there is an outcome.
struct Call {
  Call(const CurlLibrary& curl, const HttpClientOptions& options, const HttpRequest& request,
       HttpTarget target)
      : transfer(curl, options, request, std::move(target)) {}

  HttpTransfer transfer;
  EasyHandle easy{nullptr, nullptr};  ///< while it is in flight
  std::optional<Result<HttpResponse, HttpError>> outcome;
  /// The client's, since it is notified when this call may be gone.
  std::condition_variable* done = nullptr;
};

/// Thread-safe only under the client's lock.
class WaitingPlaces {
 public:
  [[nodiscard]] std::condition_variable* take() {
    if (free_.empty()) {
      return &places_.emplace_back();
    }
    std::condition_variable* const place = free_.back();
    free_.pop_back();
    return place;
  }
  void give_back(std::condition_variable* place) { free_.push_back(place); }

 private:
  std::deque<std::condition_variable> places_;
  std::vector<std::condition_variable*> free_;
};

class CurlClient final : public HttpClient {
 public:
  CurlClient(const CurlLibrary& curl, HttpClientOptions options, MultiHandle multi,
             std::vector<EasyHandle> handles)
      : curl_(curl),
        options_(std::move(options)),
        multi_(std::move(multi)),
        idle_(std::move(handles)) {
    const BlockedSignals blocked;
    network_ = std::thread([this] { run(); });
  }
  ~CurlClient() override {
    {
      const std::scoped_lock lock(mutex_);
      stopping_ = true;
    }
    curl_.multi_wakeup(multi_.get());
    network_.join();
  }
  CurlClient(const CurlClient&) = delete;
  CurlClient& operator=(const CurlClient&) = delete;

  [[nodiscard]] Result<HttpResponse, HttpError> send(const HttpRequest& request) override;
  void cancel() override;

 private:
  // On the network thread.
  void run();
  [[nodiscard]] bool admit();
  void stay_awake();
  void start(Call& call);
  void collect_ended();
  void end_overdue();
  [[nodiscard]] int wait_milliseconds() const;
  void release(Call& call);
  void finish(Call& call, Result<HttpResponse, HttpError> outcome);
  void wake_finished();

  const CurlLibrary& curl_;
  const HttpClientOptions options_;

  std::mutex mutex_;
  std::deque<Call*> queue_;  ///< guarded by mutex_, as are the next four and each call's outcome
  WaitingPlaces places_;
  bool sleeping_ = false;  ///< the network thread, or is about to
  bool cancelled_ = false;
  bool stopping_ = false;

  MultiHandle multi_;  ///< from here on the network thread's alone, but for waking it up
  std::vector<EasyHandle> idle_;
  std::vector<Call*> in_flight_;
  std::vector<std::condition_variable*> finished_;  ///< of those whose outcome is there

  std::thread network_;
};

Result<HttpResponse, HttpError> CurlClient::send(const HttpRequest& request) {
  auto target = checked_target(request);
  if (!target) {
    return fail(std::move(target).error());
  }
  Call call(curl_, options_, request, *std::move(target));
  std::unique_lock lock(mutex_);
  if (cancelled_) {
    return fail(call.transfer.cancelled());
  }
  call.done = places_.take();
  queue_.push_back(&call);
  if (std::exchange(sleeping_, false)) {
    curl_.multi_wakeup(multi_.get());
  }
  call.done->wait(lock, [&] { return call.outcome.has_value(); });
  places_.give_back(call.done);
  return *std::move(call.outcome);
}

void CurlClient::cancel() {
  const std::scoped_lock lock(mutex_);
  cancelled_ = true;
  curl_.multi_wakeup(multi_.get());
}

void CurlClient::run() {
  while (admit()) {
    curl_.multi_poll(multi_.get(), nullptr, 0, wait_milliseconds(), nullptr);
    stay_awake();
    int running = 0;
    curl_.multi_perform(multi_.get(), &running);
    collect_ended();
    end_overdue();
    wake_finished();
  }
}

// Starts what has been queued, as far as there are handles; ends all that is there once nothing is
// wanted any more. False when the client ends.
bool CurlClient::admit() {
  std::vector<Call*> starting;
  std::vector<Call*> ending;
  bool stopping = false;
  {
    const std::scoped_lock lock(mutex_);
    stopping = stopping_;
    if (stopping_ || cancelled_) {
      ending.assign(queue_.begin(), queue_.end());
      queue_.clear();
    }
    while (!queue_.empty() && starting.size() < idle_.size()) {
      starting.push_back(queue_.front());
      queue_.pop_front();
    }
    if (stopping_ || cancelled_) {
      ending.insert(ending.end(), in_flight_.begin(), in_flight_.end());
    }
    sleeping_ = true;
  }
  for (Call* call : ending) {
    release(*call);
    finish(*call, fail(call->transfer.cancelled()));
  }
  for (Call* call : starting) {
    start(*call);
  }
  wake_finished();
  return !stopping;
}

// To wake it up takes two calls of the system, and until it sleeps it looks into the queue anyway.
void CurlClient::stay_awake() {
  const std::scoped_lock lock(mutex_);
  sleeping_ = false;
}

void CurlClient::start(Call& call) {
  call.easy = std::move(idle_.back());
  idle_.pop_back();
  in_flight_.push_back(&call);
  if (!call.transfer.prepare(call.easy.get()) ||
      curl_.multi_add_handle(multi_.get(), call.easy.get()) != CURLM_OK) {
    release(call);
    finish(call, fail(call.transfer.refused()));
  }
}

void CurlClient::collect_ended() {
  int left = 0;
  while (const CURLMsg* const message = curl_.multi_info_read(multi_.get(), &left)) {
    if (message->msg != CURLMSG_DONE) {
      continue;
    }
    const CURLcode code = message->data.result;  // the message goes with its handle
    const auto ended = std::find_if(in_flight_.begin(), in_flight_.end(), [&](const Call* call) {
      return call->easy.get() == message->easy_handle;
    });
    Call& call = **ended;
    auto outcome = call.transfer.outcome(code);
    release(call);
    finish(call, std::move(outcome));
  }
}

void CurlClient::end_overdue() {
  const auto now = std::chrono::steady_clock::now();
  std::vector<Call*> overdue;
  std::copy_if(in_flight_.begin(), in_flight_.end(), std::back_inserter(overdue),
               [&](const Call* call) { return call->transfer.deadline() <= now; });
  for (Call* call : overdue) {
    release(*call);
    finish(*call, fail(call->transfer.timed_out()));
  }
}

// Up to the next limit; whatever else there is to do wakes the thread up.
int CurlClient::wait_milliseconds() const {
  using std::chrono::milliseconds;
  constexpr milliseconds longest{60'000};
  milliseconds wait = longest;
  const auto now = std::chrono::steady_clock::now();
  for (const Call* call : in_flight_) {
    wait = std::min(wait, std::chrono::ceil<milliseconds>(call->transfer.deadline() - now));
  }
  return static_cast<int>(std::max(wait, milliseconds(0)).count());
}

// Takes the handle back; a transfer that has not ended is given up, its connection closed.
void CurlClient::release(Call& call) {
  if (!call.easy) {
    return;
  }
  curl_.multi_remove_handle(multi_.get(), call.easy.get());
  curl_.easy_reset(call.easy.get());
  idle_.push_back(std::move(call.easy));
  in_flight_.erase(std::find(in_flight_.begin(), in_flight_.end(), &call));
}

// As soon as the lock is free the call may be gone.
void CurlClient::finish(Call& call, Result<HttpResponse, HttpError> outcome) {
  const std::scoped_lock lock(mutex_);
  call.outcome = std::move(outcome);
  finished_.push_back(call.done);
}

// Not under the lock, which is the first thing that they need.
void CurlClient::wake_finished() {
  for (std::condition_variable* const done : finished_) {
    done->notify_one();
  }
  finished_.clear();
}

Result<void> require_certificates(const std::filesystem::path& file) {
  const auto text = read_file(file);
  if (!text) {
    return fail(ErrorKind::usage, text.error().message);
  }
  if (text->find("-----BEGIN CERTIFICATE-----") == std::string::npos &&
      text->find("-----BEGIN TRUSTED CERTIFICATE-----") == std::string::npos) {
    return fail(ErrorKind::usage, fmt::format("'{}' holds no PEM certificate", file.string()));
  }
  return {};
}

}  // namespace

std::string_view to_string(HttpErrorKind kind) {
  switch (kind) {
    case HttpErrorKind::resolve:
      return "resolve";
    case HttpErrorKind::connect:
      return "connect";
    case HttpErrorKind::tls:
      return "tls";
    case HttpErrorKind::timeout:
      return "timeout";
    case HttpErrorKind::broken:
      return "broken";
    case HttpErrorKind::protocol:
      return "protocol";
    case HttpErrorKind::too_large:
      return "too_large";
    case HttpErrorKind::cancelled:
      return "cancelled";
    case HttpErrorKind::usage:
      return "usage";
  }
  return "broken";
}

Result<std::unique_ptr<HttpClient>> make_http_client(const HttpClientOptions& options) {
  const Result<CurlLibrary>& curl = curl_library();
  if (!curl) {
    return fail(curl.error());
  }
  if (!options.ca_file.empty()) {
    if (auto usable = require_certificates(options.ca_file); !usable) {
      return fail(std::move(usable).error());
    }
  }
  const std::size_t connections = std::max<std::size_t>(options.connections, 1);
  MultiHandle multi(curl->multi_init(), curl->multi_cleanup);
  std::vector<EasyHandle> handles;
  bool complete = multi != nullptr;
  while (complete && handles.size() < connections) {
    handles.emplace_back(curl->easy_init(), curl->easy_cleanup);
    complete = handles.back() != nullptr;
  }
  if (!complete) {
    return fail(ErrorKind::unavailable, "libcurl cannot make its handles");
  }
  const auto limit = static_cast<long>(connections);
  curl->multi_setopt(multi.get(), CURLMOPT_MAX_TOTAL_CONNECTIONS, limit);
  curl->multi_setopt(multi.get(), CURLMOPT_MAXCONNECTS, limit);
  return std::make_unique<CurlClient>(*curl, options, std::move(multi), std::move(handles));
}

std::string http_library_version() {
  const Result<CurlLibrary>& curl = curl_library();
  return curl ? fmt::format("libcurl {}", curl->version_info(CURLVERSION_NOW)->version)
              : std::string();
}

}  // namespace bazc
