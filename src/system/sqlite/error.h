// SQLite's result codes as ours.
#pragma once

#include "base/result.h"

#include <string_view>

struct sqlite3;

namespace ekiben::sqlite {

/// `code`: extended result code. A broken uniqueness is conflict, another constraint invalid, too big too_large; a full disk, no memory,
/// busy and interrupted are unavailable; a corrupt file, failed I/O and the rest are broken. `database` may be null: then the message is
/// the code's own text.
Error error_of(int code, sqlite3* database, std::string_view doing);

} // namespace ekiben::sqlite
