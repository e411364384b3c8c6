// The pool of read-only connections.
#pragma once

#include "store/reader.h"

#include <cstddef>
#include <memory>

namespace ekiben::store {

class ReaderConnection;

/// One connection of the pool, given back when destroyed. `Base` is PublicReader or Reader: what may be asked with it.
/// It sees the database as it was at its first question; hold it for one request, never across a wait.
template <typename Base> class Lease final : public Base {
public:
  Lease(Lease&&) noexcept;
  Lease& operator=(Lease&&) = delete;
  ~Lease();

private:
  friend class Readers;
  Lease(class Readers* pool, ReaderConnection* connection);
  class Readers* pool_;
  ReaderConnection* connection_;
};
using PublicReaderLease = Lease<PublicReader>;
using ReaderLease = Lease<Reader>;

/// All methods: any thread.
class Readers {
public:
  virtual ~Readers() = default;

  /// Waits for a free connection, or opens one. Give it back before waiting for the writer or anybody else: who holds one keeps the log
  /// from being emptied.
  ///   auto reader = store.readers().take_public();
  ///   auto profile = find_profile(reader);
  PublicReaderLease take_public();
  /// The same for everything that strangers may not know. Not for endpoints/public.
  ReaderLease take();

protected:
  enum class Access { for_strangers, for_owner };

private:
  template <typename Base> friend class Lease;
  virtual ReaderConnection* lend(Access access) = 0;
  virtual void give_back(ReaderConnection* connection) = 0;
};

} // namespace ekiben::store
