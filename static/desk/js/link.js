import { Link as BaseLink, gettext, updateAttrsDialog } from "django-prose-editor/editor"
import { requireAddress, wholeAddress } from "./address.js"

const SCHEMES = ["http:", "https:", "mailto:"]

async function askAddress(editor, present) {
  const asked = updateAttrsDialog(
    { href: { title: gettext("Address (URL)"), required: true } },
    { title: gettext("Link"), submitText: gettext("Set link") },
  )(editor, present)
  requireAddress("href", SCHEMES)
  const answer = await asked
  return answer && wholeAddress(answer.href, SCHEMES)
}

// Asks for the address alone, and completes one typed without https://.
export const Link = BaseLink.extend({
  addCommands() {
    return {
      ...this.parent?.(),
      addLink: () => ({ editor }) => {
        if (editor.state.selection.empty && !editor.isActive("link")) return false
        askAddress(editor, editor.getAttributes("link")).then((href) => {
          if (!href) return
          editor.chain().focus().extendMarkRange("link").setMark("link", { href }).run()
          editor.commands.setTextSelection(editor.state.selection.to)
        })
        return true
      },
    }
  },
})
