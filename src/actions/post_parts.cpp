#include "actions/post_parts.h"

#include "pure/html/post_text.h"
#include "pure/text/handle.h"
#include "pure/text/hashtag.h"
#include "store/read_accounts.h"

#include <algorithm>

namespace ekiben::actions {
namespace {

domain::Mention mention_of(const domain::RemoteAccount& account, std::string handle) {
  return {account.id, account.actor, std::move(handle), account.url.empty() ? account.actor : account.url};
}

domain::Mention mention_of_owner(const Ourselves& ourselves, std::string handle) {
  return {domain::kOwnerAccount, ourselves.ids.actor(), std::move(handle), ourselves.ids.profile_page()};
}

Result<domain::Mention> find_mention(const store::Reader& reader, const Ourselves& ourselves, const std::string& written,
                                     const domain::RemoteAccount* replied_to) {
  if (written.find('@') == std::string::npos) {
    if (written == ourselves.owner.handle) {
      return mention_of_owner(ourselves, written);
    }
    if (replied_to != nullptr &&
        text::Handle{written, replied_to->domain}.user_key() == text::Handle{replied_to->user, replied_to->domain}.user_key()) {
      return mention_of(*replied_to, written);
    }
    return domain::Mention{{}, {}, {}, {}}; // nobody here has that name
  }
  const auto handle = text::parse_handle(written);
  if (!handle) {
    return domain::Mention{{}, {}, {}, {}};
  }
  if (handle->domain == ourselves.instance.handle_domain && handle->user_key() == ourselves.owner.handle) {
    return mention_of_owner(ourselves, written);
  }
  EKIBEN_TRY(const auto account, store::find_account_by_handle(reader, handle->user, handle->domain));
  if (account && !account->gone_at) {
    return mention_of(*account, written);
  }
  return domain::Mention{{}, {}, written, {}};
}

} // namespace

Result<std::vector<domain::Mention>> find_mentions(const store::Reader& reader, const Ourselves& ourselves, std::string_view text,
                                                   const domain::Post* parent) {
  std::optional<domain::RemoteAccount> replied_to;
  if (parent != nullptr && parent->author != domain::kOwnerAccount) {
    EKIBEN_TRY(replied_to, store::find_account(reader, parent->author));
  }
  std::vector<domain::Mention> mentions;
  for (const auto& written : html::find_post_parts(text).mentions) {
    EKIBEN_TRY(auto mention, find_mention(reader, ourselves, written, replied_to ? &*replied_to : nullptr));
    const bool twice = !mention.actor.empty() && std::ranges::find(mentions, mention.actor, &domain::Mention::actor) != mentions.end();
    if (!mention.handle.empty() && !twice) {
      mentions.push_back(std::move(mention));
    }
  }
  if (replied_to && std::ranges::find(mentions, replied_to->actor, &domain::Mention::actor) == mentions.end()) {
    mentions.insert(mentions.begin(), mention_of(*replied_to, replied_to->user + "@" + replied_to->domain));
  }
  return mentions;
}

std::vector<std::string> find_tags(std::string_view text) {
  std::vector<std::string> tags;
  for (const auto& written : html::find_post_parts(text).hashtags) {
    if (auto normal = text::normalize_hashtag(written); !normal.empty()) {
      tags.push_back(std::move(normal));
    }
  }
  return tags;
}

} // namespace ekiben::actions
