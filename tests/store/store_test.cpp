#include "store/store.h"

#include "opened_store.h"
#include "store/migrate.h"
#include "store/migrations/list.h"
#include "store/read_seen_activities.h"
#include "store/seen_activities_table.h"
#include "system/sqlite/database.h"

#include <catch_amalgamated.hpp>
#include <filesystem>
#include <fstream>
#include <sys/stat.h>

using namespace ekiben;
using namespace ekiben::store;
using ekiben::test::must;

namespace {

Result<std::unique_ptr<Store>> open(const std::string& directory, const Clock& clock) {
  StoreOptions options;
  options.directory = directory;
  return Store::open(options, clock);
}

unsigned mode_of(const std::string& path) {
  struct stat about{};
  REQUIRE(::stat(path.c_str(), &about) == 0);
  return about.st_mode & 0777;
}

sqlite::Database file_of(const std::string& directory) {
  return must(sqlite::Database::open(directory + "/ekiben.db", sqlite::OpenMode::read_write));
}

} // namespace

TEST_CASE("the directory is made for its owner alone, and so are the files in it") {
  test::TemporaryDirectory root;
  test::TurnedClock clock;
  std::string directory = root / "data";
  auto store = must(open(directory, clock));
  CHECK(mode_of(directory) == 0700);
  for (const char* name : {"/ekiben.db", "/ekiben.db-wal", "/ekiben.db-shm"}) {
    CHECK(mode_of(directory + name) == 0600);
  }
}

TEST_CASE("a directory in use is refused, and free again afterwards") {
  test::OpenedStore opened;
  auto second = open(opened.directory.path(), opened.clock);
  REQUIRE_FALSE(second);
  CHECK(second.error().kind == ErrorKind::misconfigured);
  opened.store.reset();
  CHECK(open(opened.directory.path(), opened.clock));
}

TEST_CASE("the database is in WAL mode, synchronized fully, and marked as ekiben's") {
  test::OpenedStore opened;
  must(opened.write([](Transaction& transaction) -> Result<void> {
    auto& database = transaction.database();
    CHECK(must(database.query_text("PRAGMA journal_mode")) == "wal");
    CHECK(must(database.query_integer("PRAGMA synchronous")) == 2);
    CHECK(must(database.query_integer("PRAGMA auto_vacuum")) == 2);
    CHECK(must(database.query_integer("PRAGMA foreign_keys")) == 1);
    CHECK(must(database.query_integer("PRAGMA trusted_schema")) == 0);
    CHECK(must(database.query_integer("PRAGMA cell_size_check")) == 1);
    CHECK(must(database.query_integer("PRAGMA application_id")) == kApplicationId);
    CHECK(must(database.query_integer("PRAGMA user_version")) == static_cast<std::int64_t>(migrations::all().size()));
    return {};
  }));
  CHECK(must(opened.reader().database().query_integer("PRAGMA query_only")) == 1);
}

TEST_CASE("every table is STRICT") {
  test::OpenedStore opened;
  CHECK(
      must(opened.reader().database().query_integer(
          "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0 AND name NOT LIKE 'sqlite_%'")) ==
      0);
}

TEST_CASE("data of a newer ekiben is refused with one sentence and left alone") {
  test::OpenedStore opened;
  opened.store.reset();
  must(file_of(opened.directory.path()).execute("PRAGMA user_version = 999"));
  auto refused = open(opened.directory.path(), opened.clock);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == ErrorKind::misconfigured);
  CHECK(refused.error().message.find("newer ekiben") != std::string::npos);
  CHECK(refused.error().message.find('\n') == std::string::npos);
  CHECK(must(file_of(opened.directory.path()).query_integer("PRAGMA user_version")) == 999);
}

TEST_CASE("another program's database is refused") {
  test::OpenedStore opened;
  opened.store.reset();
  must(file_of(opened.directory.path()).execute("PRAGMA application_id = 7"));
  CHECK(open(opened.directory.path(), opened.clock).error().kind == ErrorKind::misconfigured);
}

TEST_CASE("a file that is no database is broken, not overwritten") {
  test::TemporaryDirectory directory;
  test::TurnedClock clock;
  std::string text(8'192, 'z');
  std::ofstream(directory / "ekiben.db") << text;
  CHECK(open(directory.path(), clock).error().kind == ErrorKind::broken);
  CHECK(std::filesystem::file_size(directory / "ekiben.db") == text.size());
}

TEST_CASE("a migration leaves a restore point that holds what was there, and happens whole or not at all") {
  test::OpenedStore opened;
  must(opened.write([](Transaction& transaction) -> Result<void> {
    EKIBEN_CHECK(insert_seen_activity(transaction, "actor", "old"));
    return {};
  }));
  opened.store.reset();
  auto database = file_of(opened.directory.path());
  std::vector<const char*> steps(migrations::all().begin(), migrations::all().end());
  auto next = static_cast<std::int64_t>(steps.size()) + 1;
  std::string restore_point = opened.directory / ("restore-before-" + std::to_string(next) + ".db");

  steps.push_back("CREATE TABLE half (a INTEGER) STRICT; INSERT INTO nowhere VALUES (1);");
  CHECK_FALSE(migrate(database, opened.directory.path(), steps));
  CHECK(must(database.query_integer("PRAGMA user_version")) == next - 1);
  CHECK(must(database.query_integer("SELECT count(*) FROM sqlite_schema WHERE name = 'half'")) == 0);

  steps.back() = "CREATE TABLE whole (a INTEGER) STRICT;";
  must(migrate(database, opened.directory.path(), steps));
  CHECK(must(database.query_integer("PRAGMA user_version")) == next);
  CHECK(must(database.query_integer("SELECT count(*) FROM whole")) == 0);

  auto kept = must(sqlite::Database::open(restore_point, sqlite::OpenMode::read_only));
  CHECK(must(kept.query_integer("PRAGMA user_version")) == next - 1);
  CHECK(must(kept.query_integer("SELECT count(*) FROM seen_activities")) == 1);
  CHECK(must(kept.query_text("PRAGMA integrity_check")) == "ok");
}

TEST_CASE("a database that is up to date leaves no restore point") {
  test::OpenedStore opened;
  opened.reopen();
  for (const auto& entry : std::filesystem::directory_iterator(opened.directory.path())) {
    CHECK(entry.path().filename().string().find("restore") == std::string::npos);
  }
}
