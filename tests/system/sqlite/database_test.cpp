#include "system/sqlite/database.h"

#include <catch_amalgamated.hpp>
#include <cstdlib>
#include <filesystem>

using namespace ekiben;
using namespace ekiben::sqlite;

namespace {

std::string new_directory() {
  std::string pattern = (std::filesystem::temp_directory_path() / "ekiben-sqlite-XXXXXX").string();
  REQUIRE(::mkdtemp(pattern.data()) != nullptr);
  return pattern;
}

/// A database of one table in a file that is gone afterwards.
struct OpenedDatabase {
  std::string path = new_directory();
  Database database = *Database::open(path + "/a.db", OpenMode::read_write_create);

  OpenedDatabase() { REQUIRE(database.execute("CREATE TABLE things (name TEXT PRIMARY KEY, size INTEGER NOT NULL) STRICT")); }
  ~OpenedDatabase() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  Result<void> insert(std::string_view name, std::int64_t size) {
    auto statement = database.prepare("INSERT INTO things (name, size) VALUES (:name, :size)"_sql);
    return statement.bind(":name", name).bind(":size", size).run();
  }
};

class NoSizes final : public Authorizer {
public:
  bool may_read(std::string_view table, std::string_view column, std::string_view) const override {
    return table == "things" && column != "size";
  }
};

} // namespace

TEST_CASE("values come back as they were bound, zero bytes and nothing too") {
  OpenedDatabase opened;
  auto statement = opened.database.prepare("SELECT :text, :blob, :number, :time, :no_time, :id, :no_id, :empty"_sql);
  std::string zero("a\0b", 3);
  statement.bind(":text", zero).bind(":blob", Blob{zero}).bind(":number", std::int64_t{-7});
  statement.bind(":time", Time(std::chrono::milliseconds(5))).bind(":no_time", std::optional<Time>());
  statement.bind(":id", Id{9}).bind(":no_id", Id{}).bind(":empty", std::string_view());
  REQUIRE(*statement.step());
  CHECK(statement.text(0) == zero);
  CHECK(statement.view(1) == zero);
  CHECK(statement.integer(2) == -7);
  CHECK(statement.time(3) == Time(std::chrono::milliseconds(5)));
  CHECK_FALSE(statement.optional_time(4));
  CHECK(statement.id(5) == Id{9});
  CHECK_FALSE(statement.id(6));
  CHECK(statement.is_null(6));
  CHECK_FALSE(statement.is_null(7));
  CHECK_FALSE(*statement.step());
}

TEST_CASE("a statement given back is clean, and may be taken twice at once") {
  OpenedDatabase opened;
  REQUIRE(opened.insert("a", 1));
  REQUIRE(opened.insert("b", 2));
  auto count = [&](const std::string& name) {
    auto statement = opened.database.prepare("SELECT count(*) FROM things WHERE name = :name OR :name IS NULL"_sql);
    if (!name.empty()) {
      statement.bind(":name", name);
    }
    REQUIRE(*statement.step());
    if (name == "a") { // inside the use of the same text
      auto again = opened.database.prepare("SELECT count(*) FROM things WHERE name = :name OR :name IS NULL"_sql);
      REQUIRE(*again.step());
      CHECK(again.integer(0) == 2);
    }
    return statement.integer(0);
  };
  CHECK(count("a") == 1);
  CHECK(count("") == 2);
}

TEST_CASE("errors say what a caller can do about them") {
  OpenedDatabase opened;
  REQUIRE(opened.insert("a", 1));
  auto twice = opened.insert("a", 1);
  REQUIRE_FALSE(twice);
  CHECK(twice.error().kind == ErrorKind::conflict);
  auto wrong = opened.database.prepare("INSERT INTO things (name, size) VALUES ('x', :text)"_sql).bind(":text", "many").run();
  CHECK(wrong.error().kind == ErrorKind::invalid);
  CHECK(Database::open(opened.path + "/none/a.db", OpenMode::read_only).error().kind == ErrorKind::broken);
}

TEST_CASE("a mistake in the program is thrown, not answered") {
  OpenedDatabase opened;
  CHECK_THROWS_AS(opened.database.prepare("SELECT nothing FROM nowhere"_sql), std::logic_error);
  auto statement = opened.database.prepare("SELECT name FROM things WHERE name = :name"_sql);
  CHECK_THROWS_AS(statement.bind(":nme", "a"), std::logic_error);
}

TEST_CASE("text in double quotes is no string") {
  OpenedDatabase opened;
  CHECK_THROWS_AS(opened.database.prepare(R"(SELECT name FROM things WHERE name = "a")"_sql), std::logic_error);
}

TEST_CASE("an authorizer refuses columns, and what was prepared without it does not pass it by") {
  OpenedDatabase opened;
  NoSizes authorizer;
  auto sizes = "SELECT size FROM things"_sql;
  {
    auto statement = opened.database.prepare(sizes);
  }
  opened.database.set_authorizer(&authorizer);
  CHECK_THROWS_AS(opened.database.prepare(sizes), std::logic_error);
  {
    auto names = opened.database.prepare("SELECT name FROM things"_sql);
  }
  CHECK_FALSE(opened.database.execute("DROP TABLE things"));
  opened.database.set_authorizer(nullptr);
  {
    auto statement = opened.database.prepare(sizes);
  }
}

TEST_CASE("literals are known before they are used") {
  std::size_t found = 0;
  for (const auto* literal = RegisteredSql::first(); literal != nullptr; literal = literal->next()) {
    found += literal->text() == "SELECT 'known before it runs'" ? 1U : 0U;
  }
  CHECK(found == 1);
  if (found == 0) {
    OpenedDatabase opened;
    opened.database.prepare("SELECT 'known before it runs'"_sql);
  }
}

TEST_CASE("the log is counted and moved when it is asked for") {
  OpenedDatabase opened;
  REQUIRE(opened.database.query_text("PRAGMA journal_mode = WAL") == "wal");
  REQUIRE(opened.insert("a", 1));
  CHECK(opened.database.wal_pages() > 0);
  CHECK(opened.database.checkpoint(Checkpoint::truncate));
  CHECK(opened.database.wal_pages() == 0);
  CHECK(std::filesystem::file_size(opened.path + "/a.db-wal") == 0);
}
