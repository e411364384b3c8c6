// An empty store in a temporary directory, and the short words that tests about rows need.
#pragma once

#include "store/readers.h"
#include "store/store.h"
#include "store/writer.h"
#include "temporary_directory.h"
#include "turned_clock.h"

#include <catch_amalgamated.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <utility>

// Rows in tests name the fields that matter; gcc 12 would have every other one named too.
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

namespace ekiben::test {

/// The value, or a failed test that says why.
template <typename T> T must(Result<T> result) {
  if (!result) {
    throw std::runtime_error(result.error().message);
  }
  return std::move(*result);
}
inline void must(Result<void> result) {
  if (!result) {
    throw std::runtime_error(result.error().message);
  }
}

struct OpenedStore {
  TemporaryDirectory directory;
  TurnedClock clock;
  std::unique_ptr<store::Store> store;

  OpenedStore() { open(); }
  void open() {
    store::StoreOptions options;
    options.directory = directory.path();
    store = must(store::Store::open(options, clock));
  }
  /// As after a stop and a start.
  void reopen() {
    store.reset();
    open();
  }

  /// Runs `job` (Transaction& → Result<T>) and waits until it is durable.
  template <typename F> auto write(F job) {
    using Outcome = std::invoke_result_t<F, store::Transaction&>;
    if constexpr (std::is_same_v<Outcome, Result<void>>) {
      return store->writer().run(std::function<Outcome(store::Transaction&)>(std::move(job)));
    } else {
      return store->writer().template run<typename Outcome::value_type>(std::function<Outcome(store::Transaction&)>(std::move(job)));
    }
  }
  store::ReaderLease reader() { return store->readers().take(); }
  store::PublicReaderLease public_reader() { return store->readers().take_public(); }
};

} // namespace ekiben::test
