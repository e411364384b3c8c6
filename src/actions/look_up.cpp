#include "actions/look_up.h"

#include "pure/text/ascii.h"
#include "pure/text/handle.h"
#include "pure/text/url.h"
#include "store/lookups_table.h"
#include "store/writer.h"

namespace ekiben::actions {

Result<Id> look_up(const Context& context, std::string_view query) {
  const auto asked = text::trim(query);
  std::string normal;
  if (const auto handle = text::parse_handle(asked)) {
    normal = "@" + handle->user_key() + "@" + handle->domain;
  } else if (const auto url = text::parse_url(asked)) {
    normal = std::string(asked);
  } else {
    return fail(ErrorKind::invalid, "that is neither a handle (@user@domain) nor a web address");
  }
  return context.writer.run<Id>([normal](store::Transaction& transaction) { return store::insert_lookup(transaction, normal); });
}

} // namespace ekiben::actions
