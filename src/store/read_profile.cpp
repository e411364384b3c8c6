#include "store/read_profile.h"

#include "store/read_followers.h"
#include "system/sqlite/database.h"

namespace ekiben::store {

using namespace sqlite::literals;

Result<std::optional<domain::Owner>> find_owner(const PublicReader& reader) {
  auto statement = reader.database().prepare(R"(
    SELECT handle, name, bio, language, approves_followers, discoverable, created_at, updated_at FROM owner WHERE one = 1
  )"_sql);
  EKIBEN_TRY(bool found, statement.step());
  if (!found) {
    return std::nullopt;
  }
  return domain::Owner{.handle = statement.text(0),
                       .name = statement.text(1),
                       .bio = statement.text(2),
                       .language = statement.text(3),
                       .approves_followers = statement.flag(4),
                       .discoverable = statement.flag(5),
                       .created_at = statement.time(6),
                       .updated_at = statement.time(7)};
}

Result<std::optional<Profile>> find_profile(const PublicReader& reader) {
  EKIBEN_TRY(auto owner, find_owner(reader));
  if (!owner) {
    return std::nullopt;
  }
  EKIBEN_TRY(std::size_t followers, count_followers(reader));
  return Profile{.owner = std::move(*owner), .followers = followers};
}

} // namespace ekiben::store
