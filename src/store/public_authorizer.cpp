#include "store/public_authorizer.h"

#include <algorithm>
#include <array>

namespace ekiben::store {

namespace {

struct Allowed {
  std::string_view table;
  std::string_view column; ///< empty: counting its rows
};

constexpr std::array kAllowed = {
    Allowed{"instance", ""},
    Allowed{"instance", "one"},
    Allowed{"instance", "base_url"},
    Allowed{"instance", "handle_domain"},
    Allowed{"instance", "instance_id"},
    Allowed{"instance", "epoch"},
    Allowed{"instance", "created_at"},

    Allowed{"owner", ""},
    Allowed{"owner", "one"},
    Allowed{"owner", "handle"},
    Allowed{"owner", "name"},
    Allowed{"owner", "bio"},
    Allowed{"owner", "language"},
    Allowed{"owner", "approves_followers"},
    Allowed{"owner", "discoverable"},
    Allowed{"owner", "created_at"},
    Allowed{"owner", "updated_at"},

    Allowed{"own_keys", "purpose"},
    Allowed{"own_keys", "public_pem"},

    // Not what they wrote in their Follow.
    Allowed{"followers", ""},
    Allowed{"followers", "id"},
    Allowed{"followers", "account"},
    Allowed{"followers", "state"},
    Allowed{"followers", "requested_at"},

    Allowed{"accounts", "id"},
    Allowed{"accounts", "actor"},
    Allowed{"accounts", "user"},
    Allowed{"accounts", "domain"},
    Allowed{"accounts", "name"},
    Allowed{"accounts", "url"},
    Allowed{"accounts", "icon_url"},

    Allowed{"follows", ""},
    Allowed{"follows", "state"},
    Allowed{"tombstones", "uri"},
    Allowed{"pins", "id"},
    Allowed{"pins", "post"},
    Allowed{"emojis", "id"},
    Allowed{"emojis", "name"},
    Allowed{"emojis", "url"},
};

/// The views that decide what strangers see: inside them, and only inside them, the tables of posts may be read.
constexpr std::array<std::string_view, 5> kViews = {"visible_to_public", "public_mentions", "public_attachments", "public_post_tags",
                                                    "public_post_emojis"};

bool is_public_view(std::string_view name) { return std::find(kViews.begin(), kViews.end(), name) != kViews.end(); }

} // namespace

bool PublicAuthorizer::may_read(std::string_view table, std::string_view column, std::string_view view) const {
  if (is_public_view(view) || is_public_view(table)) {
    return true;
  }
  return std::any_of(kAllowed.begin(), kAllowed.end(),
                     [&](const Allowed& allowed) { return allowed.table == table && allowed.column == column; });
}

} // namespace ekiben::store
