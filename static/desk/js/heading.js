import { Heading as BaseHeading } from "django-prose-editor/editor"

// Stories have two levels of subhead; pasted headings of other levels become the nearest.
const LEVELS = { h1: 2, h2: 2, h3: 3, h4: 3, h5: 3, h6: 3 }

export const Heading = BaseHeading.extend({
  parseHTML() {
    return Object.entries(LEVELS).map(([tag, level]) => ({ tag, attrs: { level } }))
  },
})
