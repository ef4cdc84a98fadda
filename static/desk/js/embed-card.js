import { Node, crel, gettext, pm, updateAttrsDialog } from "django-prose-editor/editor"
import { requireAddress, wholeAddress } from "./address.js"

async function askCard(editor, present) {
  const asked = updateAttrsDialog(
    {
      url: {
        title: gettext("Address (URL)"),
        description: gettext("of the page, post or video"),
        required: true,
      },
      title: { title: gettext("Title"), description: gettext("as readers see it"), required: true },
    },
    { title: gettext("Embed"), submitText: gettext("Insert") },
  )(editor, present)
  requireAddress("url")
  const answer = await asked
  const url = answer && wholeAddress(answer.url)
  return url && { url, title: answer.title.trim() || url }
}

function card(attrs) {
  const host = URL.canParse(attrs.url) ? new URL(attrs.url).host : ""
  return [
    crel("span", { className: "embed-title", textContent: attrs.title }),
    crel("span", { className: "embed-host", textContent: host }),
  ]
}

// A card that leads to what is elsewhere. Nothing of it is loaded on the reader's page.
export const EmbedCard = Node.create({
  name: "embedCard",
  group: "block",
  atom: true,
  draggable: true,

  addAttributes() {
    return { url: { default: "", rendered: false }, title: { default: "", rendered: false } }
  },

  parseHTML() {
    return [
      {
        tag: "aside.embed",
        getAttrs: (element) => {
          const link = element.querySelector("a[href]")
          return link && { url: link.getAttribute("href"), title: link.textContent.trim() }
        },
      },
    ]
  },

  renderHTML({ node }) {
    return ["aside", { class: "embed" }, ["a", { href: node.attrs.url }, node.attrs.title]]
  },

  addNodeView() {
    return ({ node, editor, getPos }) => {
      const edit = crel("button", { type: "button", textContent: gettext("Edit") })
      const dom = crel("aside", { className: "embed" }, [...card(node.attrs), edit])
      edit.addEventListener("click", async () => {
        const attrs = await askCard(editor, node.attrs)
        if (!attrs) return
        const at = getPos()
        editor.chain().focus().setNodeSelection(at).updateAttributes("embedCard", attrs).run()
      })
      return { dom, stopEvent: (event) => event.target === edit }
    }
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "embedCard",
      groups: "nodes",
      priority: 70,
      button: buttons.material("add_link", gettext("embed")),
      command: async (editor) => {
        const attrs = await askCard(editor, {})
        if (!attrs) return
        editor.chain().focus().insertContent({ type: "embedCard", attrs }).run()
        // The card is selected now, and the next letter would replace it.
        const { doc, selection, tr } = editor.state
        const after = pm.state.Selection.near(doc.resolve(selection.to))
        editor.view.dispatch(tr.setSelection(after).scrollIntoView())
      },
    })
  },
})
