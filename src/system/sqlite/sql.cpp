#include "system/sqlite/sql.h"

namespace ekiben::sqlite {

namespace {
// Zero before any constructor runs. Written only before main(), by one thread.
constinit const RegisteredSql* head = nullptr;
} // namespace

RegisteredSql::RegisteredSql(const char* text, std::size_t size) noexcept : text_(text), size_(size), next_(head) { head = this; }

const RegisteredSql* RegisteredSql::first() { return head; }

} // namespace ekiben::sqlite
