// Each "..."_sql of the program is prepared and planned against today's schema.
#include "opened_store.h"
#include "system/sqlite/database.h"
#include "system/sqlite/sql.h"

#include <algorithm>
#include <array>
#include <catch_amalgamated.hpp>
#include <memory>
#include <sqlite3.h>

using namespace ekiben;
using ekiben::test::must;

namespace {

struct Exception {
  std::string_view statement; ///< part of its text
  std::string_view reason;
};

constexpr std::array kMayScan = {
    Exception{"FROM sessions", "the owner's own browsers: a handful of rows"},
    Exception{"DELETE FROM setup_tokens", "at most a few rows"},
    Exception{"count(*) FROM remote_keys", "once a day, by the prune worker; an index without the rows"},
    Exception{"count(*) FROM hosts", "once a day, by the prune worker; an index without the rows"},
    Exception{"SELECT count(*) FROM deliveries WHERE given_up_at IS NULL", "the owner's page; an index without the rows"},
    Exception{"SELECT id, signer, key_id, host, received_at, attempts, body FROM incoming", "oldest first, ends at the limit"},
    Exception{"FROM pins", "pinned posts: a handful of rows"},
    Exception{"FROM attachments WHERE post IS NULL", "an index of those that are not published yet: a handful of rows"},
    Exception{"FROM lookups", "an index of those that wait: a bounded queue"},
    Exception{"received_at, attempts, body FROM incoming", "from the oldest until the limit; skips only the few that were postponed"},
    Exception{"INSERT INTO emojis", "SQLite would look for orphans only while there are any (OP_FkIfZero): never"},
};

/// A plan's step that walks a whole table or index.
bool is_walk(std::string_view step) {
  return step.starts_with("SCAN") && !step.starts_with("SCAN CONSTANT ROW") &&
         !step.starts_with("SCAN (subquery") &&                          // what a limited query inside found
         step.find("VIRTUAL TABLE INDEX 0:=") == std::string_view::npos; // FTS5's look-up by rowid
}

using Prepared = std::unique_ptr<sqlite3_stmt, decltype(&sqlite3_finalize)>;

Prepared prepare(sqlite3* connection, const std::string& text) {
  sqlite3_stmt* prepared = nullptr;
  const char* tail = nullptr;
  INFO(text);
  int code = sqlite3_prepare_v2(connection, text.c_str(), -1, &prepared, &tail);
  CHECK(code == SQLITE_OK);
  if (code != SQLITE_OK) {
    FAIL_CHECK(sqlite3_errmsg(connection));
  } else {
    CHECK(std::string_view(tail).find_first_not_of(" \n") == std::string_view::npos); // one statement, not two
  }
  return {prepared, sqlite3_finalize};
}

bool is_control(std::string_view text) {
  constexpr std::array<std::string_view, 5> kWords = {"BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE"};
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return text.starts_with(word); });
}

} // namespace

TEST_CASE("every statement of the program is understood by SQLite and walks no large table") {
  test::OpenedStore opened;
  opened.store.reset();
  auto database = must(sqlite::Database::open(opened.directory / "ekiben.db", sqlite::OpenMode::read_write));
  std::size_t statements = 0;
  for (const auto* literal = sqlite::RegisteredSql::first(); literal != nullptr; literal = literal->next()) {
    std::string text(literal->text());
    ++statements;
    auto prepared = prepare(database.handle(), text);
    if (is_control(text)) {
      continue;
    }
    auto plan = prepare(database.handle(), "EXPLAIN QUERY PLAN " + text);
    while (plan != nullptr && sqlite3_step(plan.get()) == SQLITE_ROW) {
      std::string_view step(reinterpret_cast<const char*>(sqlite3_column_text(plan.get(), 3)));
      if (!is_walk(step)) {
        continue;
      }
      bool allowed = std::any_of(kMayScan.begin(), kMayScan.end(),
                                 [&](const Exception& may) { return text.find(may.statement) != std::string::npos; });
      if (!allowed) {
        FAIL_CHECK(step << " in " << text);
      }
    }
  }
  CHECK(statements > 60);
}
