#include "store/migrate.h"

#include "system/log/log.h"
#include "system/os/files.h"

#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace ekiben::store {

namespace {

Result<void> synchronize(const std::string& path) {
  int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  int outcome = fd < 0 ? -1 : ::fsync(fd);
  if (fd >= 0) {
    ::close(fd);
  }
  if (outcome != 0) {
    return fail(ErrorKind::broken, "cannot synchronize " + path);
  }
  return {};
}

/// VACUUM INTO writes no more than the live pages, and the copy opens by itself.
Result<void> leave_restore_point(sqlite::Database& database, const std::string& directory, std::int64_t target) {
  std::string path = directory + "/restore-before-" + std::to_string(target) + ".db";
  std::string unfinished = path + ".tmp";
  std::remove(unfinished.c_str());
  std::string script = "VACUUM INTO '";
  for (char c : unfinished) {
    script.append(c == '\'' ? 2 : 1, c);
  }
  script += "'";
  EKIBEN_CHECK(database.execute(script.c_str()));
  EKIBEN_CHECK(synchronize(unfinished));
  if (std::rename(unfinished.c_str(), path.c_str()) != 0) {
    return fail(ErrorKind::broken, "cannot put " + path + " in place");
  }
  EKIBEN_CHECK(synchronize(directory));
  for (std::int64_t older = 2; older < target; ++older) {
    std::remove((directory + "/restore-before-" + std::to_string(older) + ".db").c_str());
  }
  log::notice("the database is brought to schema " + std::to_string(target) + "; it is kept as it was in " + path);
  return {};
}

Result<void> take_step(sqlite::Database& database, const char* step, std::int64_t target) {
  EKIBEN_CHECK(database.execute("BEGIN IMMEDIATE"));
  std::string mark = "PRAGMA application_id = " + std::to_string(kApplicationId) + "; PRAGMA user_version = " + std::to_string(target);
  for (const char* script : {step, mark.c_str(), "COMMIT"}) {
    if (auto done = database.execute(script); !done) {
      if (!database.is_autocommit()) {
        (void)database.execute("ROLLBACK");
      }
      return fail_while("bringing the database to schema " + std::to_string(target), std::move(done).error());
    }
  }
  return {};
}

} // namespace

Result<void> migrate(sqlite::Database& database, const std::string& directory, std::span<const char* const> steps) {
  EKIBEN_TRY(std::int64_t application, database.query_integer("PRAGMA application_id"));
  EKIBEN_TRY(std::int64_t schema, database.query_integer("PRAGMA user_version"));
  EKIBEN_TRY(std::int64_t tables, database.query_integer("SELECT count(*) FROM sqlite_schema"));
  if (application != kApplicationId && (application != 0 || schema != 0 || tables != 0)) {
    return fail(ErrorKind::misconfigured, "the database in " + directory + " belongs to another program");
  }
  auto newest = static_cast<std::int64_t>(steps.size());
  if (schema > newest) {
    return fail(ErrorKind::misconfigured, "the data in " + directory + " was written by a newer ekiben (schema " + std::to_string(schema) +
                                              ", this one knows " + std::to_string(newest) + "); start the newer one");
  }
  if (schema > 0 && schema < newest) {
    EKIBEN_CHECK(leave_restore_point(database, directory, newest));
  }
  for (std::int64_t target = schema + 1; target <= newest; ++target) {
    EKIBEN_CHECK(take_step(database, steps[static_cast<std::size_t>(target - 1)], target));
  }
  return {};
}

} // namespace ekiben::store
