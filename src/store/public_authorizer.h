// What strangers may know, said once, obeyed by SQLite.
#pragma once

#include "system/sqlite/database.h"

namespace ekiben::store {

/// An allow list of tables and columns; everything else, and every table made later, is refused until somebody writes it down here.
class PublicAuthorizer final : public sqlite::Authorizer {
public:
  bool may_read(std::string_view table, std::string_view column, std::string_view view) const override;
};

} // namespace ekiben::store
