// The readers' connections.
#pragma once

#include "store/public_authorizer.h"
#include "store/readers.h"
#include "system/sqlite/database.h"

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace ekiben::store {

class ReaderConnection {
public:
  explicit ReaderConnection(sqlite::Database opened) : database(std::move(opened)) {}
  sqlite::Database database;
};

class ReaderPool final : public Readers {
public:
  /// Opens `count` read-only connections to the file at `path`, which must be there and migrated. More are opened while more are wanted at
  /// once (a page that asks for a second reader while it holds one must not wait for itself), and closed when they come back.
  static Result<std::unique_ptr<ReaderPool>> open(const std::string& path, const std::string& vfs, std::size_t count);

  /// Nobody gets a reader while it exists.
  class Pause {
  public:
    explicit Pause(ReaderPool& pool) : pool_(pool) {}
    ~Pause();
    Pause(const Pause&) = delete;
    Pause& operator=(const Pause&) = delete;

  private:
    ReaderPool& pool_;
  };
  /// Waits until all readers are back, or `at_most`. One pause at a time.
  [[nodiscard]] Pause pause(std::chrono::milliseconds at_most);

private:
  Result<std::unique_ptr<ReaderConnection>> connect() const;
  ReaderConnection* lend(Access access) override;
  void give_back(ReaderConnection* connection) override;

  PublicAuthorizer authorizer_;
  std::string path_;
  std::string vfs_;
  std::size_t kept_ = 1;

  std::mutex mutex_;
  std::vector<std::unique_ptr<ReaderConnection>> connections_;
  std::condition_variable returned_;
  bool paused_ = false;
  std::vector<ReaderConnection*> free_; // the one given back last is lent first: its pages are in the cache
};

} // namespace ekiben::store
