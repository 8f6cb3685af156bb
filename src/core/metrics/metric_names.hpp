#pragma once

#include <array>

#include "core/metrics/metric_set.hpp"

/// Every metric of bazc, under the same name wherever it is told. Base units: seconds and bytes.
/// Counters begin with 0 in each process.
namespace bazc::metric {

/// `result` is "compiled" or "failed"; `error_kind` of a failure is a CompileErrorKind, otherwise
/// empty. A source that the cache knows is not compiled.
inline constexpr MetricDescription compilations = {
    "bazc_compilations_total", MetricType::counter,
    "Sources compiled, by result and, where they failed, by kind of error."};

/// Of each of these, failed ones included.
inline constexpr MetricDescription compile_duration = {
    "bazc_compile_duration_seconds", MetricType::histogram, "How long a source took to compile."};

/// From what a native engine takes to the time limit of a compilation, and beyond.
inline constexpr std::array compile_duration_bounds = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0};

/// `cache` is "memory": what this process compiled already.
inline constexpr MetricDescription cache_hits = {"bazc_cache_hits_total", MetricType::counter,
                                                 "Scenes whose source a cache knew, by cache."};
inline constexpr MetricDescription cache_misses = {"bazc_cache_misses_total", MetricType::counter,
                                                   "Scenes whose source it did not know."};

/// `outcome` is "compiled", "failed", "deleted" (meanwhile) or "already_recorded" (by somebody
/// else). Other than a compilation, a scene also fails where its artifact or its row is refused.
inline constexpr MetricDescription scenes = {"bazc_scenes_total", MetricType::counter,
                                             "Scenes that came to an outcome, by outcome."};
inline constexpr MetricDescription scenes_pending = {
    "bazc_scenes_pending", MetricType::gauge,
    "Scenes that the run has still to take or to finish; after it, those that it left."};
inline constexpr MetricDescription scenes_in_flight = {
    "bazc_scenes_in_flight", MetricType::gauge,
    "Scenes that are being compiled, stored or recorded."};

/// `outcome` is "stored" or "present".
inline constexpr MetricDescription artifacts = {
    "bazc_artifacts_total", MetricType::counter,
    "Artifacts put into the store, by whether they were stored or were there already."};
inline constexpr MetricDescription artifact_bytes = {
    "bazc_artifact_bytes_total", MetricType::counter, "Bytes of these artifacts."};

/// `operation` is the HTTP method ("PUT"); `status` the answer's ("200"), or an HttpErrorKind
/// ("timeout") where none came. Each attempt counts. A directory has no requests.
inline constexpr MetricDescription store_requests = {
    "bazc_store_requests_total", MetricType::counter,
    "Requests to the store, by HTTP method and by status or kind of failure."};
inline constexpr MetricDescription store_sent_bytes = {
    "bazc_store_sent_bytes_total", MetricType::counter, "Bytes of the bodies of these requests."};
inline constexpr MetricDescription store_received_bytes = {"bazc_store_received_bytes_total",
                                                           MetricType::counter,
                                                           "Bytes of the bodies of their answers."};
inline constexpr MetricDescription store_retries = {
    "bazc_store_retries_total", MetricType::counter,
    "Requests to the store that were attempts after the first."};

inline constexpr MetricDescription run_active = {
    "bazc_run_active", MetricType::gauge,
    "1 while a run of bazc migrate goes on, 0 after it. It stays 1 where a run was killed."};
inline constexpr MetricDescription run_start = {"bazc_run_start_timestamp_seconds",
                                                MetricType::gauge,
                                                "When the last run began, in Unix time."};
/// This and the next one only after the run.
inline constexpr MetricDescription run_end = {"bazc_run_end_timestamp_seconds", MetricType::gauge,
                                              "When the last run ended, in Unix time."};
inline constexpr MetricDescription run_exit_code = {
    "bazc_run_exit_code", MetricType::gauge,
    "What the last run ended with: 0 all well, 1 some scenes failed, 2 wrong usage, 3 store or "
    "database out of reach, 4 a threshold crossed, 130 interrupted."};

inline constexpr std::array all = {
    compilations,     compile_duration,     cache_hits,    cache_misses,   scenes,
    scenes_pending,   scenes_in_flight,     artifacts,     artifact_bytes, store_requests,
    store_sent_bytes, store_received_bytes, store_retries, run_active,     run_start,
    run_end,          run_exit_code};

}  // namespace bazc::metric
