// Brings a database to today's schema.
#pragma once

#include "base/result.h"
#include "system/sqlite/database.h"

#include <cstdint>
#include <span>
#include <string>

namespace ekiben::store {

/// Marks the file as ekiben's (sqlite.org/fileformat2.html#application_id): "ekbn".
inline constexpr std::int32_t kApplicationId = 0x656b626e;

/// Forward only, one transaction for each step. Before the first step of a database that holds something, a copy is left as
/// DIRECTORY/restore-before-N.db (N: the schema it is brought to; older copies are removed). Errors: misconfigured when the file belongs to
/// another program or to a newer ekiben; broken; unavailable when the disk is full.
Result<void> migrate(sqlite::Database& database, const std::string& directory, std::span<const char* const> steps);

} // namespace ekiben::store
