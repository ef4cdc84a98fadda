import { Node, gettext } from "django-prose-editor/editor"

// What a reader wants to look up, set apart from the story: who, when, how much.
export const FactBox = Node.create({
  name: "factBox",
  group: "block",
  content: "(paragraph | heading | bulletList | orderedList)+",
  defining: true,

  parseHTML() {
    return [{ tag: "aside.fact-box" }]
  },

  renderHTML() {
    return ["aside", { class: "fact-box" }, 0]
  },

  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "factBox",
      groups: "nodes",
      priority: 85,
      button: buttons.material("fact_check", gettext("fact box")),
      command: (editor) => editor.chain().focus().toggleWrap("factBox").run(),
      enabled: (editor) => editor.can().toggleWrap("factBox"),
      active: (editor) => editor.isActive("factBox"),
    })
  },
})
