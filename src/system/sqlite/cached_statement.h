// For this folder alone: a prepared statement and whether somebody has it.
#pragma once

#include <memory>
#include <sqlite3.h>

namespace ekiben::sqlite {

struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

class CachedStatement {
public:
  std::unique_ptr<sqlite3_stmt, FinalizeStatement> prepared;
  bool in_use = false;
  bool kept = true; ///< false: a second copy of one that was in use; deleted when given back
};

} // namespace ekiben::sqlite
