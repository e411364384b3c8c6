// What can be asked: questions ("read_*.h") take one of these by reference.
#pragma once

namespace ekiben::sqlite {
class Database;
}

namespace ekiben::store {

/// A consistent snapshot, for what strangers may know. SQLite itself refuses to prepare a statement that reads a secret or a post outside
/// `visible_to_public` through one (public_authorizer.h). One thread at a time.
class PublicReader {
public:
  PublicReader(const PublicReader&) = delete;
  PublicReader& operator=(const PublicReader&) = delete;
  /// For the store's own functions.
  sqlite::Database& database() const { return *database_; }

protected:
  explicit PublicReader(sqlite::Database* database) : database_(database) {}
  PublicReader(PublicReader&&) = default;
  PublicReader& operator=(PublicReader&&) = default;
  ~PublicReader() = default;

  sqlite::Database* database_;
};

/// A consistent snapshot of everything: for ekiben's own work and the owner's pages.
class Reader : public PublicReader {
protected:
  using PublicReader::PublicReader;
  Reader(Reader&&) = default;
  Reader& operator=(Reader&&) = default;
  ~Reader() = default;
};

} // namespace ekiben::store
