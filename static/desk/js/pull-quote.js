import { Node, gettext } from "django-prose-editor/editor"

export const PullQuote = Node.create({
  name: "pullQuote",
  group: "block",
  content: "paragraph+",
  defining: true,

  parseHTML() {
    return [{ tag: "aside.pull-quote" }]
  },

  renderHTML() {
    return ["aside", { class: "pull-quote" }, 0]
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "pullQuote",
      groups: "nodes",
      priority: 90,
      button: buttons.material("vertical_split", gettext("pull quote")),
      command: (editor) => editor.chain().focus().toggleWrap("pullQuote").run(),
      enabled: (editor) => editor.can().toggleWrap("pullQuote"),
      active: (editor) => editor.isActive("pullQuote"),
    })
  },
})
