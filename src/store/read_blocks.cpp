#include "store/read_blocks.h"

#include "system/sqlite/database.h"

#include <algorithm>

namespace ekiben::store {

using namespace sqlite::literals;

namespace {

constexpr std::size_t kMaxRows = 200;
// A host name has at most 127 labels; what has more than these is not looked up label by label.
constexpr int kMaxLabels = 16;

Result<std::vector<Block>> blocks_of(sqlite::Statement statement, std::string_view after, std::size_t limit) {
  statement.bind(":after", after).bind_count(":limit", std::min(limit, kMaxRows));
  std::vector<Block> blocks;
  for (;;) {
    EKIBEN_TRY(bool row, statement.step());
    if (!row) {
      return blocks;
    }
    blocks.push_back({.subject = statement.text(0), .created_at = statement.time(1)});
  }
}

/// "[::1]:3000" and "social.example:3000" without the port.
std::string_view without_port(std::string_view host) {
  auto colon = host.rfind(':');
  auto bracket = host.rfind(']');
  if (colon == std::string_view::npos || (bracket != std::string_view::npos && bracket > colon)) {
    return host;
  }
  return host.substr(0, colon);
}

} // namespace

Result<bool> is_host_blocked(const Reader& reader, std::string_view host) {
  auto statement = reader.database().prepare("SELECT 1 FROM blocked_hosts WHERE host = :host"_sql);
  std::string_view domain = without_port(host);
  for (int label = 0; label < kMaxLabels && !domain.empty(); ++label) {
    statement.reset();
    EKIBEN_TRY(bool blocked, statement.bind(":host", domain).step());
    if (blocked) {
      return true;
    }
    auto dot = domain.find('.');
    domain = dot == std::string_view::npos ? std::string_view() : domain.substr(dot + 1);
  }
  return false;
}

Result<bool> is_blocked(const Reader& reader, std::string_view actor, std::string_view host) {
  auto statement = reader.database().prepare("SELECT 1 FROM blocked_accounts WHERE actor = :actor"_sql);
  EKIBEN_TRY(bool blocked, statement.bind(":actor", actor).step());
  return blocked ? Result<bool>(true) : is_host_blocked(reader, host);
}

Result<bool> is_blocked_by(const Reader& reader, std::string_view actor) {
  auto statement = reader.database().prepare("SELECT 1 FROM blocked_by WHERE actor = :actor"_sql);
  return statement.bind(":actor", actor).step();
}

Result<std::vector<Block>> list_account_blocks(const Reader& reader, std::string_view after, std::size_t limit) {
  return blocks_of(
      reader.database().prepare("SELECT actor, created_at FROM blocked_accounts WHERE actor > :after ORDER BY actor LIMIT :limit"_sql),
      after, limit);
}

Result<std::vector<Block>> list_host_blocks(const Reader& reader, std::string_view after, std::size_t limit) {
  return blocks_of(
      reader.database().prepare("SELECT host, created_at FROM blocked_hosts WHERE host > :after ORDER BY host LIMIT :limit"_sql), after,
      limit);
}

} // namespace ekiben::store
