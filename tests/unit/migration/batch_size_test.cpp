#include "core/migration/batch_size.hpp"

#include <doctest/doctest.h>

using bazc::BatchSize;
using std::chrono::milliseconds;

TEST_CASE("batches grow by a fifth while they are fast, up to the most") {
  BatchSize batch(150, milliseconds(500));
  CHECK(batch.size() == 100);
  batch.note_query(100, milliseconds(10));
  CHECK(batch.size() == 120);
  for (int i = 0; i < 10; ++i) {
    batch.note_query(batch.size(), milliseconds(10));
  }
  CHECK(batch.size() == 150);
}

TEST_CASE("a batch that was not full says nothing of a larger one") {
  BatchSize batch(1000, milliseconds(500));
  batch.note_query(60, milliseconds(10));
  CHECK(batch.size() == 100);
}

TEST_CASE("a slow query shrinks the next batch, and the recording of its rows counts too") {
  BatchSize slow(1000, milliseconds(500));
  slow.note_query(100, milliseconds(501));
  CHECK(slow.size() == 83);

  BatchSize recording(1000, milliseconds(500));
  recording.note_recording(10, milliseconds(60));  // 6 ms a row
  recording.note_query(100, milliseconds(1));
  CHECK(recording.size() == 83);
  recording.note_query(83, milliseconds(1));
  CHECK(recording.size() == 100);  // 499 ms: under it again
}

TEST_CASE("a batch halves where somebody was in the way, is never empty, and grows again") {
  BatchSize batch(1000, milliseconds(500));
  batch.halve();
  CHECK(batch.size() == 50);
  for (int i = 0; i < 20; ++i) {
    batch.halve();
  }
  CHECK(batch.size() == 1);
  for (int i = 0; i < 10; ++i) {
    batch.note_query(batch.size(), milliseconds(1));
  }
  CHECK(batch.size() > 3);
}

TEST_CASE("the most may be less than what batches begin with") {
  CHECK(BatchSize(7, milliseconds(500)).size() == 7);
}
