#include "store/reader_pool.h"

#include "system/log/log.h"

#include <algorithm>

namespace ekiben::store {

using namespace sqlite::literals;

template <typename Base>
Lease<Base>::Lease(Readers* pool, ReaderConnection* connection) : Base(&connection->database), pool_(pool), connection_(connection) {}

template <typename Base>
Lease<Base>::Lease(Lease&& other) noexcept
    : Base(std::move(other)), pool_(std::exchange(other.pool_, nullptr)), connection_(std::exchange(other.connection_, nullptr)) {}

template <typename Base> Lease<Base>::~Lease() {
  if (pool_ != nullptr) {
    pool_->give_back(connection_);
  }
}

template class Lease<PublicReader>;
template class Lease<Reader>;

PublicReaderLease Readers::take_public() { return {this, lend(Access::for_strangers)}; }
ReaderLease Readers::take() { return {this, lend(Access::for_owner)}; }

namespace {

// Far beyond what the threads of the process can want; each costs at most its page cache of 1 MiB.
constexpr std::size_t kMaxConnections = 32;

} // namespace

Result<std::unique_ptr<ReaderPool>> ReaderPool::open(const std::string& path, const std::string& vfs, std::size_t count) {
  auto pool = std::make_unique<ReaderPool>();
  pool->path_ = path;
  pool->vfs_ = vfs;
  pool->kept_ = std::max<std::size_t>(count, 1);
  for (std::size_t i = 0; i < pool->kept_; ++i) {
    EKIBEN_TRY(auto connection, pool->connect());
    pool->free_.push_back(connection.get());
    pool->connections_.push_back(std::move(connection));
  }
  return pool;
}

Result<std::unique_ptr<ReaderConnection>> ReaderPool::connect() const {
  EKIBEN_TRY(auto database, sqlite::Database::open(path_, sqlite::OpenMode::read_only, vfs_));
  EKIBEN_CHECK(database.execute("PRAGMA query_only = ON; PRAGMA cache_size = -1024"));
  return std::make_unique<ReaderConnection>(std::move(database));
}

ReaderConnection* ReaderPool::lend(Access access) {
  ReaderConnection* connection = nullptr;
  {
    std::unique_lock lock(mutex_);
    bool may_open = true;
    for (;;) {
      returned_.wait(lock, [&] { return !paused_ && (!free_.empty() || (may_open && connections_.size() < kMaxConnections)); });
      if (!free_.empty()) {
        break;
      }
      lock.unlock();
      auto opened = connect();
      lock.lock();
      may_open = opened.has_value(); // out of descriptors: wait for one that comes back
      if (opened) {
        free_.push_back(opened->get());
        connections_.push_back(std::move(*opened));
      }
    }
    connection = free_.back();
    free_.pop_back();
  }
  // DEFERRED: the first question fixes the snapshot. A failure here is told by that question too.
  (void)connection->database.prepare("BEGIN"_sql).run();
  connection->database.set_authorizer(access == Access::for_strangers ? &authorizer_ : nullptr);
  return connection;
}

void ReaderPool::give_back(ReaderConnection* connection) {
  connection->database.set_authorizer(nullptr);
  if (auto ended = connection->database.prepare("ROLLBACK"_sql).run(); !ended && !connection->database.is_autocommit()) {
    log::error("a reader could not end its snapshot: " + ended.error().message);
  }
  std::unique_ptr<ReaderConnection> surplus; // closed without the lock
  {
    std::lock_guard lock(mutex_);
    if (free_.size() < kept_) {
      free_.push_back(connection);
    } else {
      auto place = std::find_if(connections_.begin(), connections_.end(), [&](const auto& one) { return one.get() == connection; });
      surplus = std::move(*place);
      connections_.erase(place);
    }
  }
  returned_.notify_all(); // somebody may wait for one, the writer for all
}

ReaderPool::Pause ReaderPool::pause(std::chrono::milliseconds at_most) {
  std::unique_lock lock(mutex_);
  paused_ = true;
  returned_.wait_for(lock, at_most, [this] { return free_.size() == connections_.size(); });
  return Pause(*this);
}

ReaderPool::Pause::~Pause() {
  {
    std::lock_guard lock(pool_.mutex_);
    pool_.paused_ = false;
  }
  pool_.returned_.notify_all();
}

} // namespace ekiben::store
