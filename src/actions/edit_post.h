// The owner changes what they wrote.
#pragma once

#include "actions/context.h"
#include "base/id.h"
#include "base/result.h"

#include <string>

namespace ekiben::actions {

struct PostEdit {
  std::string text; ///< Markdown
  std::string warning;
  std::string language; ///< empty: as it was
  bool sensitive = false;
};

/// Replaces the text; the older one stays in the history; everybody who had the post gets an Update. Visibility and the post it answers
/// never change. Errors: as publish_post; not_found, forbidden (somebody else's).
Result<void> edit_post(const Context& context, Id post, const PostEdit& edit);

} // namespace ekiben::actions
