#include "store/read_integrity.h"

#include "system/sqlite/database.h"

namespace ekiben::store {

using namespace sqlite::literals;

Result<void> check_integrity(const Reader& reader) {
  auto pages = reader.database().prepare("PRAGMA integrity_check(1)"_sql);
  EKIBEN_TRY(const bool told, pages.step());
  if (!told || pages.text(0) != "ok") {
    return fail(ErrorKind::broken, told ? pages.text(0) : "the check said nothing");
  }
  auto references = reader.database().prepare("PRAGMA foreign_key_check"_sql);
  EKIBEN_TRY(const bool dangling, references.step());
  if (dangling) {
    return fail(ErrorKind::broken, "a row of " + references.text(0) + " points at nothing");
  }
  return {};
}

} // namespace ekiben::store
